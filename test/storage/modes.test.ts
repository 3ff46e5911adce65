import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../main/database/connection/connection.ts'
import { migrations } from '../../main/database/connection/migrate.ts'
import { createApp } from '../../main/http/app.ts'
import { clip } from '../support/clips.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

/** Makes a folder; until the test ends, the umask is the usual one, which lets others read. */
function usualFolder(): string {
  const before = process.umask(0o022)
  onTestFinished(() => void process.umask(before))
  return temporaryFolder()
}

/** Lists the files and folders in `folder` whose modes let anybody but their owner in. */
function openToOthers(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const wanted = (isFolder: boolean) => (isFolder ? '700' : '600')
  return entries.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name)
    return modeOf(path) === wanted(entry.isDirectory()) ? [] : [`${modeOf(path)} ${path}`]
  })
}

test.skipIf(process.platform === 'win32')('all that a library creates belongs to its owner alone', async () => {
  const folder = join(usualFolder(), 'library')
  mkdirSync(folder, { mode: 0o700 })
  const old = openDatabase(join(folder, 'media.db'))
  migrations[0]?.(old)
  old.pragma('user_version = 1')
  old.close()
  chmodSync(join(folder, 'media.db'), 0o600)
  const { client, core } = await openLibrary({ folder })
  const { items } = await importAll(client, {
    paths: [await clip('square.mp4'), await clip('sound.mp4')],
    mode: 'copy',
  })
  const [first = '', second = ''] = items.map(({ video_id }) => video_id ?? '')
  await client.previews.storyboard({ id: first })
  await client.previews.waveform({ id: first })
  await client.previews.waveform({ id: second })
  await ended(client, await client.proxies.create({ id: first }))
  const extract = {
    action: 'extract_segment',
    video_id: first,
    start_seconds: 0,
    end_seconds: 0.5,
    cut: 'exact',
  } as const
  expect(await ended(client, await client.processing.start(extract))).toMatchObject({ state: 'done' })
  await createApp(core).request('/uploads?name=a.mp4', { method: 'POST', body: 'bytes' })
  await client.videos.remove({ ids: [second] })
  expect(readdirSync(core.layout.backups)).toHaveLength(1)
  expect(openToOthers(folder)).toEqual([])
})

test.skipIf(process.platform === 'win32')('modes of what was there before stay as they are', async () => {
  const folder = join(usualFolder(), 'library')
  mkdirSync(join(folder, 'videos'), { recursive: true, mode: 0o755 })
  const take = await putClip('square.mp4', join(temporaryFolder(), 'linked.mp4'))
  const { client, core } = await openLibrary({ folder })
  const { items } = await importAll(client, { paths: [take], mode: 'link' })
  const { database, videos, images } = core.layout
  expect([folder, videos, images, database, `${database}-wal`].map(modeOf)).toEqual(['755', '755', '700', '600', '600'])
  const { file_path } = await client.videos.get({ id: items[0]?.video_id ?? '' })
  if (statSync(file_path).ino === statSync(take).ino) expect(modeOf(take)).toBe('644')
  else expect(modeOf(file_path)).toBe('600')
})
