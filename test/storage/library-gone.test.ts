import { existsSync, readdirSync, renameSync, rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openBackground } from '../../main/background.ts'
import { databaseOf } from '../support/database-of.ts'
import { endlessFile } from '../support/endless-file.ts'
import { ended, importAll, openLibrary, putClip, type TestLibrary, temporaryFolder } from '../support/library.ts'
import { startTerminal } from '../support/terminal.ts'

const gone = { code: 'LIBRARY_GONE' }

/** A library with one take of its own. */
async function libraryWithTake(): Promise<TestLibrary & { id: string; take: string }> {
  const take = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const library = await openLibrary()
  const { items } = await importAll(library.client, { paths: [take], mode: 'copy' })
  return { ...library, take, id: items[0]?.video_id ?? '' }
}

test('a library folder that is moved while open is noticed, says where it is, and nothing is written any more', async () => {
  const { client, core, folder, id, take } = await libraryWithTake()
  const background = openBackground(core)
  const moved = `${folder}-moved`
  renameSync(folder, moved)
  const access = async () => (await client.library.get()).access
  await expect.poll(access).toMatchObject({ state: 'gone', moved_to: process.platform === 'linux' ? moved : null })
  expect((await access()).reason).toContain(folder)

  await expect(client.videos.rename({ id, name: 'Other' })).rejects.toMatchObject(gone)
  await expect(client.imports.start({ paths: [take], mode: 'copy' })).rejects.toMatchObject(gone)
  await expect(client.previews.storyboard({ id })).rejects.toMatchObject(gone)
  await expect(client.library.adopt({ path: join(moved, 'media.db') })).rejects.toMatchObject(gone)
  await background.close()
  await core.close()
  expect(existsSync(folder)).toBe(false)
  const again = await openLibrary({ folder: moved })
  expect((await again.client.videos.get({ id })).name).toBe('take')
})

test.runIf(process.platform === 'linux')('a library that is moved again is found where it is then', async () => {
  const { client, core, folder, id } = await libraryWithTake()
  const background = openBackground(core)
  const access = async () => (await client.library.get()).access
  let place = folder
  for (const next of [`${folder}-moved`, `${folder}-moved again`, folder]) {
    renameSync(place, next)
    place = next
    await expect.poll(access).toMatchObject({ state: 'gone', moved_to: next, reason: expect.stringContaining(next) })
  }
  expect((await access()).reason).toContain('and back')
  await expect(client.videos.rename({ id, name: 'Other' })).rejects.toMatchObject(gone)
  await background.close()
  await core.close()
  expect((await (await openLibrary({ folder })).client.videos.get({ id })).name).toBe('take')
})

test('a write is refused at once, before the next poll, and a new library at the path gets none of it', async () => {
  const { client, core, folder, id } = await libraryWithTake()
  renameSync(folder, `${folder}-moved`)
  const other = await openLibrary({ folder })
  await expect(client.videos.rename({ id, name: 'Other' })).rejects.toMatchObject(gone)
  await core.close()
  expect((await other.client.videos.list({})).total).toBe(0)
  expect(databaseOf(other.core).pragma('integrity_check', { simple: true })).toBe('ok')
  expect((await other.client.library.get()).access).toMatchObject({ state: 'writable', reason: null })
})

test('a running import ends as failed when the folder is deleted, and no stray folder is left', async () => {
  const { client, core, folder } = await openLibrary()
  const endless = await endlessFile(join(temporaryFolder(), 'endless.mp4'))
  const job = await client.imports.start({ paths: [endless] })
  await expect.poll(async () => (await client.jobs.get({ id: job.id })).state).toBe('running')
  rmSync(folder, { recursive: true })
  expect(await ended(client, job)).toMatchObject({ state: 'failed', error: gone })
  await core.close()
  expect(existsSync(folder)).toBe(false)
})

test('a command of the terminal that loses its library ends with code 9 and a sentence', async () => {
  const { core, folder } = await openLibrary()
  await core.close()
  const endless = await endlessFile(join(temporaryFolder(), 'endless.mp4'))
  const { ended: end } = startTerminal(['import', endless, '--library', folder])
  const incoming = join(folder, 'cache', 'incoming')
  await expect.poll(() => readdirSync(incoming), { timeout: 30_000 }).toHaveLength(1)
  renameSync(folder, `${folder}-moved`)
  const { code, stderr } = await end
  expect([code, existsSync(folder)]).toEqual([9, false])
  expect(stderr).toContain(`${folder}`)
})

for (const [what, damage] of [
  ['a missing', (path: string) => rmSync(path)],
  ['an empty', (path: string) => truncateSync(path)],
] as const) {
  test(`${what} media.db beside videos is damage, and never a new library`, async () => {
    const { core, folder } = await libraryWithTake()
    await core.close()
    damage(join(folder, 'media.db'))
    await expect(openLibrary({ folder })).rejects.toMatchObject({
      code: 'LIBRARY_DAMAGED',
      message: expect.stringMatching(/media\.db is (missing|empty), but there are videos or images beside it/),
    })
    expect(existsSync(join(folder, 'media.db'))).toBe(what === 'an empty')
  })
}
