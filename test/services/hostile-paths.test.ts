import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { proxyPath } from '../../main/storage/layout.ts'
import { databaseOf } from '../support/database-of.ts'
import { foreign, video, videosTable } from '../support/foreign-database.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { putPicture } from '../support/pictures.ts'

// Each attack is a row that someone else wrote into a library, and a step that a person does with it.

/** A library with one take of its own, and a file of the person beside the library. */
async function withPrecious() {
  const library = await openLibrary()
  const home = dirname(library.folder)
  const precious = join(home, 'precious.txt')
  writeFileSync(precious, 'precious')
  const { items } = await importAll(library.client, {
    paths: [await putClip('square.mp4', join(home, 'takes', 'square.mp4'))],
    mode: 'copy',
  })
  const id = items[0]?.video_id ?? ''
  const { file_path, file_hash } = await library.client.videos.get({ id })
  const unharmed = () => {
    expect(readFileSync(precious, 'utf8')).toBe('precious')
    expect(readdirSync(home).toSorted()).toEqual(['library', 'precious.txt', 'takes'])
  }
  return { ...library, home, precious, id, file_path, file_hash, unharmed }
}

const spellings = ['videos/../../precious.txt', '../precious.txt', 'library/videos/../../precious.txt']

test.each(spellings)('remove and undo leave the file alone that a take claims as %s', async (spelling) => {
  const { client, core, id, folder, precious, unharmed } = await withPrecious()
  for (const path of [
    spelling,
    join(folder, 'videos', '..', '..', 'precious.txt'),
    `${folder}/videos/../../precious.txt`,
  ]) {
    databaseOf(core).prepare('UPDATE videos SET file_path = ? WHERE id = ?').run(path, id)
    databaseOf(core).prepare('UPDATE locations SET path = ? WHERE path LIKE ?').run(path, `${folder}%`)
    await client.videos.remove({ ids: [id] })
    unharmed()
    // Undo would plant what lies in the trash.
    mkdirSync(join(core.layout.trash, id), { recursive: true })
    writeFileSync(join(core.layout.trash, id, 'precious.txt'), 'planted')
    rmSync(precious)
    await client.videos.restore({ ids: [id] })
    expect(existsSync(precious)).toBe(false)
    writeFileSync(precious, 'precious')
  }
})

test('remove and undo follow no link inside videos/ and no id that leads out of the trash', async () => {
  const { client, core, id, folder, home, file_path, unharmed } = await withPrecious()
  symlinkSync(home, join(folder, 'videos', 'link'))
  const linked = join(folder, 'videos', 'link', 'precious.txt')
  databaseOf(core).prepare('UPDATE videos SET file_path = ? WHERE id = ?').run(linked, id)
  await client.videos.remove({ ids: [id] })
  unharmed()
  await client.videos.restore({ ids: [id] })
  databaseOf(core).prepare('UPDATE videos SET file_path = ?, id = ?').run(file_path, '../../planted')
  await client.videos.remove({ ids: ['../../planted'] })
  unharmed()
})

test('images are treated as videos are', async () => {
  const { client, core, folder, precious, unharmed } = await withPrecious()
  await importAll(client, { paths: [putPicture(join(folder, '..', 'takes', 'a.png'))], mode: 'copy' })
  const { items } = await client.images.list({})
  const id = items[0]?.id ?? ''
  for (const path of ['images/../../precious.txt', `${folder}/images/../../precious.txt`]) {
    databaseOf(core).prepare('UPDATE media SET Path = ?').run(path)
    await client.images.remove({ ids: [id] })
    unharmed()
    mkdirSync(join(core.layout.trash, id), { recursive: true })
    writeFileSync(join(core.layout.trash, id, 'precious.txt'), 'planted')
    rmSync(precious)
    await client.images.restore({ ids: [id] })
    expect(existsSync(precious)).toBe(false)
    writeFileSync(precious, 'precious')
  }
})

test('no copy is restored to a path or removed from a trash that a row from elsewhere names', async () => {
  const { client, core, home, precious, file_hash, file_path, unharmed } = await withPrecious()
  const stored = databaseOf(core).prepare('SELECT * FROM locations WHERE path = ?').get(file_path)
  const insert = databaseOf(core).prepare(
    `INSERT INTO trashed_copies (step_id, seq, path, kept_path, trashed_path, file_hash, size_bytes, location, played)
     VALUES (?, 0, ?, '', ?, ?, ?, ?, '[]')`,
  )
  const inTrash = join(core.layout.trash, 'step', '0', 'x.desktop')
  mkdirSync(dirname(inTrash), { recursive: true })
  writeFileSync(inTrash, 'planted')
  const planted = join(home, '.config', 'autostart', 'x.desktop')
  insert.run('plants', planted, inTrash, file_hash, 7, JSON.stringify(stored))
  insert.run('takes', file_path, precious, file_hash, 8, JSON.stringify(stored))
  insert.run('removes', join(core.layout.videos, 'new.mp4'), precious, file_hash, 8, JSON.stringify(stored))
  for (const [step, message] of [
    ['plants', 'was not moved to the trash on this computer'],
    ['takes', 'is not in this library’s trash'],
    ['removes', 'is not in this library’s trash'],
  ]) {
    const { job } = await client.duplicates.undo({ id: step ?? '' })
    if (!job) throw new Error('No job restores anything.')
    await ended(client, job)
    const { items } = await client.jobs.items({ id: job.id })
    expect(items[0]?.error?.message).toContain(message)
    unharmed()
  }
  expect(readFileSync(inTrash, 'utf8')).toBe('planted')
})

test('an import that moves files starts again only where it was started', async () => {
  const { client, core, home, unharmed } = await withPrecious()
  const request = { paths: [join(home, 'takes')], uploads: [], mode: 'move', recursive: true }
  const job = await client.imports.start({ ...request, mode: 'move' })
  await ended(client, job)
  expect(existsSync(join(home, 'takes', 'square.mp4'))).toBe(true)
  await putClip('portrait.mp4', join(home, 'takes', 'portrait.mp4'))
  const change = databaseOf(core).prepare('UPDATE jobs SET request = ? WHERE id = ?')
  const kept = databaseOf(core).prepare('SELECT request FROM jobs WHERE id = ?').pluck().get(job.id)
  const { proof } = JSON.parse(String(kept))
  for (const planted of [request, { ...request, proof: 'a'.repeat(64) }, { ...request, paths: [home], proof }]) {
    change.run(JSON.stringify(planted), job.id)
    await expect(client.imports.restart({ job_id: job.id })).rejects.toMatchObject({ code: 'CONFLICT' })
  }
  expect(existsSync(join(home, 'takes', 'portrait.mp4'))).toBe(true)
  unharmed()
  change.run(kept, job.id)
  await ended(client, await client.imports.restart({ job_id: job.id }))
  expect(existsSync(join(home, 'takes', 'portrait.mp4'))).toBe(false)
})

test('no import, preview, proxy or result is written through a link, or under a hash that is a path', async () => {
  const { client, core, id, folder, home, file_hash } = await withPrecious()
  const outside = join(home, 'takes')
  for (let byte = 0; byte < 256; byte++) {
    const name = byte.toString(16).padStart(2, '0')
    for (const part of ['videos', 'cache/posters', 'cache/proxies', 'cache/storyboards'])
      if (!existsSync(join(folder, part, name))) symlinkSync(outside, join(folder, part, name))
  }
  const before = readdirSync(outside)
  const clip = await putClip('landscape.mp4', join(temporaryFolder(), 'landscape.mp4'))
  const { items } = await importAll(client, { paths: [clip], mode: 'copy' })
  expect(items[0]?.error?.message).toContain('leads out of the library')
  await expect(client.previews.storyboard({ id })).rejects.toMatchObject({ code: 'LIBRARY_UNUSABLE' })
  const proxy = await ended(client, await client.proxies.create({ id }))
  expect(proxy.error?.message).toContain('leads out of the library')
  const cut = { action: 'extract_segment', video_id: id, start_seconds: 0, end_seconds: 0.5 } as const
  const made = await ended(client, await client.processing.start(cut))
  expect(made.error?.message).toContain('leads out of the library')
  expect(readdirSync(outside)).toEqual(before)

  const hash = `../../../planted`
  databaseOf(core).prepare('UPDATE videos SET file_hash = ? WHERE id = ?').run(hash, id)
  await client.previews.storyboard({ id }).catch(() => undefined)
  expect(dirname(dirname(proxyPath(core.layout, hash)))).toBe(core.layout.proxies)
  expect(readdirSync(home).toSorted()).toEqual(['library', 'precious.txt', 'takes'])
  expect(file_hash).not.toBe(hash)
})

test('opening a moved library rewrites no path that leaves its former folder', async () => {
  const { core, folder, id, home } = await withPrecious()
  const before = join(home, 'former')
  const leaving = `${before}/../precious.txt`
  databaseOf(core).prepare('UPDATE library SET folder = ?').run(before)
  databaseOf(core).prepare('UPDATE videos SET file_path = ? WHERE id = ?').run(leaving, id)
  databaseOf(core)
    .prepare('UPDATE locations SET path = ? WHERE path LIKE ?')
    .run(`${before}/videos/x.mp4`, `${folder}%`)
  await core.close()
  const again = await openLibrary({ folder })
  expect((await again.client.videos.get({ id })).file_path).toBe(leaving)
  const paths = databaseOf(again.core).prepare('SELECT path FROM locations ORDER BY path').pluck().all()
  expect(paths).toContain(join(folder, 'videos', 'x.mp4'))
})

test('a take adopted with a path in this library, in any spelling, takes no file along', async () => {
  const { client, core, folder, file_path, precious, unharmed } = await withPrecious()
  mkdirSync(join(folder, 'videos', 'aa'), { recursive: true })
  const around = `${folder}/videos/aa/../${basename(dirname(file_path))}/${basename(file_path)}`
  const quoted = (path: string) => path.replaceAll("'", "''")
  const paths = { a: around, b: '../../../precious.txt', c: precious }
  const rows = Object.entries(paths).map(([id, path]) => video(id, quoted(path), id))
  await client.library.adopt({ path: foreign([videosTable, ...rows].join('')).path })
  await client.videos.remove({ ids: ['a', 'b', 'c'] })
  expect(existsSync(file_path)).toBe(true)
  unharmed()
  expect(readdirSync(core.layout.trash)).toEqual([])
})
