import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openBackground } from '../../main/background.ts'
import { createApp } from '../../main/http/app.ts'
import { clip } from '../support/clips.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { smallDisk } from '../support/small-disk.ts'
import { program, runRushes } from '../support/terminal.ts'

const refused = { code: 'LIBRARY_READ_ONLY' }

/** Makes a library with a take of its own and one whose file is gone by the next start, and closes it. */
async function makeLibrary(folder: string): Promise<string> {
  const { client, core } = await openLibrary({ folder })
  const { items } = await importAll(client, { paths: [await clip('square.mp4')], mode: 'copy' })
  const away = await putClip('sound.mp4', join(temporaryFolder(), 'square away.mp4'))
  await importAll(client, { paths: [away] })
  await client.watched.add({ path: temporaryFolder() })
  await core.close()
  rmSync(away)
  return items[0]?.video_id ?? ''
}

function temporaryCopies(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('rushes-read-only-'))
}

test('a library on a read-only disk opens for viewing: grid, search, playback, previews; every write is refused', async ({
  skip,
}) => {
  const disk = smallDisk(20)
  if (!disk) return skip('a disk cannot be mounted here')
  const folder = join(disk, 'library')
  const id = await makeLibrary(folder)
  execFileSync('mount', ['-o', 'remount,ro', disk])
  const before = temporaryCopies()
  const { client, core, warnings } = await openLibrary({ folder })
  const background = openBackground(core)
  expect((await client.library.get()).access).toMatchObject({ state: 'read_only', moved_to: null })
  const { items } = await client.videos.list({ search: 'square' })
  expect(items.map(({ missing_since }) => missing_since)).toEqual([null, null])
  const away = items.find((video) => video.id !== id)?.id ?? ''
  expect(await client.videos.get({ id: away })).toMatchObject({ name: 'square away' })
  expect((await client.duplicates.near({ distance: 4 })).total).toBe(0)
  const app = createApp(core)
  expect(await (await app.request(`/media/videos/${away}`)).json()).toMatchObject({ code: 'FILE_MISSING' })
  for (const kind of ['videos', 'posters', 'storyboards']) {
    const { status, headers, body } = await app.request(`/media/${kind}/${id}`)
    expect([kind, status, Number(headers.get('content-length')) > 0]).toEqual([kind, 200, true])
    // Closes the file.
    await body?.cancel()
  }

  await expect(client.videos.rename({ id, name: 'Other' })).rejects.toMatchObject(refused)
  await expect(client.tags.change({ changes: [{ ids: [id], add: ['a'] }] })).rejects.toMatchObject(refused)
  await expect(client.videos.remove({ ids: [id] })).rejects.toMatchObject(refused)
  await expect(client.imports.start({ paths: [await clip('sound.mp4')] })).rejects.toMatchObject(refused)
  await expect(client.proxies.create({ id })).rejects.toMatchObject(refused)
  const upload = await app.request('/uploads?name=a.mp4', { method: 'POST', body: 'bytes' })
  expect([upload.status, (await upload.json()).code]).toEqual([403, 'LIBRARY_READ_ONLY'])
  expect((await client.jobs.list({})).map(({ kind }) => kind)).toEqual(['import', 'import'])
  expect(warnings).toEqual([])
  await background.close()
  await core.close()
  expect(temporaryCopies()).toEqual(before)

  const { code, stderr } = await runRushes(['rate', id, '--stars', '3', '--library', folder])
  expect([code, stderr]).toEqual([9, expect.stringContaining(`The library in ${folder} is read-only`)])
})

/** Runs `rushes` with the permissions of its user only: root would be stopped by none. */
function runWithoutPrivileges(...parameters: string[]) {
  const asRoot = ['setpriv', '--bounding-set', '-dac_override,-dac_read_search']
  const [command = '', ...rest] = [
    ...(process.getuid?.() === 0 ? asRoot : []),
    process.execPath,
    program,
    ...parameters,
  ]
  return spawnSync(command, rest, { encoding: 'utf8' })
}

test('a library without write permission opens for viewing, also if only its database has none', async ({ skip }) => {
  if (runWithoutPrivileges('--version').status !== 0) return skip('permissions cannot be tested here')
  const folder = join(temporaryFolder(), 'library')
  await makeLibrary(folder)
  const database = join(folder, 'media.db')
  onTestFinished(() => void execFileSync('chmod', ['-R', 'u+rwX', folder]))
  execFileSync('chmod', ['-R', 'a-w', folder])
  for (const isWritable of [false, true]) {
    if (isWritable) execFileSync('chmod', ['-R', 'u+w', folder])
    chmodSync(database, 0o400)
    const list = runWithoutPrivileges('list', '--search', 'square', '--library', folder)
    expect([isWritable, list.status, list.stdout]).toEqual([isWritable, 0, expect.stringContaining('square')])
    const watch = runWithoutPrivileges('watch', 'add', '/tmp', '--library', folder)
    expect([watch.status, watch.stderr]).toEqual([9, expect.stringContaining('you may not write to it')])
    expect(readdirSync(folder).filter((name) => name.startsWith('media.db'))).toEqual(['media.db'])
  }
  chmodSync(database, 0o000)
  const { status, stderr } = runWithoutPrivileges('list', '--library', folder)
  expect([status, stderr]).toEqual([9, expect.stringContaining(database)])
})
