import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { manyClips } from '../support/clips.ts'
import { databaseOf } from '../support/database-of.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'

/** A library that owns copies of takes and a picture, whose files are still in the folder of downloads. */
async function ownAll() {
  const library = await openLibrary()
  const downloads = temporaryFolder()
  await manyClips(downloads, 6)
  await putClip('still.png', join(downloads, 'still.png'))
  expect((await importAll(library.client, { paths: [downloads], mode: 'copy' })).job).toMatchObject({ added: 7 })
  return { ...library, downloads }
}

/** Copies a library as `cp -r` does, so that all files have the time of the copy, and opens the copy. */
async function openCopyOf({ core, folder }: { core: { close(): Promise<void> }; folder: string }) {
  await core.close()
  const copy = join(temporaryFolder(), 'copy')
  cpSync(folder, copy, { recursive: true, preserveTimestamps: false })
  rmSync(folder, { recursive: true })
  return { copy, reopen: () => openLibrary({ folder: copy }) }
}

const playedPaths = async ({ client }: Awaited<ReturnType<typeof openLibrary>>) => [
  ...(await client.videos.list({})).items.map(({ file_path }) => file_path),
  ...(await client.images.list({})).items.map(({ path }) => path),
]

test('a library that was copied without its times keeps all of its files, whatever is imported or opened', async () => {
  const owned = await ownAll()
  const { copy, reopen } = await openCopyOf(owned)
  const library = await reopen()
  const { client } = library
  const { job } = await importAll(client, { paths: [owned.downloads] })
  expect(job).toMatchObject({ added: 0, failed: 0 })
  const ids = (await client.videos.list({})).items.map(({ id }) => id)
  for (const id of ids) {
    const { file_path, locations } = await client.videos.get({ id })
    const { size, mtimeMs } = statSync(file_path)
    const own = locations.find(({ path }) => path === file_path)
    expect(own).toMatchObject({ size_bytes: size, mtime_ms: Math.floor(mtimeMs), missing_since: null })
  }
  const played = await playedPaths(library)
  expect(played).toHaveLength(7)
  for (const path of played) expect(path.startsWith(copy)).toBe(true)
  // Files whose contents were compared once are not read again.
  expect((await importAll(client, { paths: [owned.downloads] })).job).toMatchObject({ unchanged: 7 })
})

test('files that an older version disowned after such a copy are taken back when the library is opened', async () => {
  const owned = await ownAll()
  databaseOf(owned.core).exec(`
    UPDATE videos SET file_path = (
      SELECT path FROM locations WHERE file_hash = videos.file_hash AND path <> videos.file_path);
    UPDATE media SET Path = (SELECT path FROM locations WHERE file_hash = media.file_hash AND path <> media.Path);
    UPDATE locations SET missing_since = CURRENT_TIMESTAMP
      WHERE path NOT IN (SELECT file_path FROM videos UNION SELECT Path FROM media)`)
  expect((await playedPaths(owned)).filter((path) => path.startsWith(owned.downloads))).toHaveLength(7)
  const { copy, reopen } = await openCopyOf(owned)
  const library = await reopen()
  const played = await playedPaths(library)
  expect(played).toHaveLength(7)
  for (const path of played) expect(path.startsWith(copy)).toBe(true)
  const { client } = library
  const [first, second] = (await client.videos.list({})).items
  rmSync(owned.downloads, { recursive: true })
  const cut = { action: 'convert', video_id: first?.id ?? '', format: 'mkv' } as const
  expect(await ended(client, await client.processing.start(cut))).toMatchObject({ state: 'done', made: 1 })
  // The name is not believed: what is opened is read.
  const bytes = readFileSync(second?.file_path ?? '')
  writeFileSync(second?.file_path ?? '', bytes.fill(0, 2000, 2016))
  const refused = await ended(client, await client.processing.start({ ...cut, video_id: second?.id ?? '' }))
  expect(refused).toMatchObject({ state: 'failed', error: { code: 'FILE_CHANGED' } })
  await library.core.close()
})
