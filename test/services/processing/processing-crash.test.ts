import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'
import { startTerminal } from '../../support/terminal.ts'

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

/**
 * Imports two clips, closes the library, starts to stitch them in another process and kills that when `now` is there.
 */
async function killStitch(now: (library: string) => boolean) {
  const folder = join(temporaryFolder(), 'library')
  const first = await openLibrary({ folder })
  const takes = temporaryFolder()
  const paths = [await putClip('marked.mp4', join(takes, 'a.mp4')), await putClip('vp9.webm', join(takes, 'b.webm'))]
  const { items } = await importAll(first.client, { paths })
  const ids = items.map(({ video_id }) => video_id ?? '')
  await first.core.close()
  const { child, ended: killed } = startTerminal(['stitch', ...ids, '--library', folder])
  await vi.waitFor(() => expect(now(folder)).toBe(true), { timeout: 120_000, interval: 1 })
  child.kill('SIGKILL')
  await killed
  return { folder, ids }
}

test.each([
  ['while its parts are made', (library: string) => filesIn(join(library, 'cache', 'incoming')).length > 1],
  ['when the whole is placed', (library: string) => filesIn(join(library, 'videos')).length > 0],
])('a stitch that is killed %s leaves whole files and rows with bytes only, and can be done again', async (_, now) => {
  const { folder, ids } = await killStitch(now)
  const { client, core } = await openLibrary({ folder })
  expect(filesIn(core.layout.incoming)).toEqual([])
  for (const path of filesIn(core.layout.videos)) expect(basename(path).split('.')[0]).toBe(sha256(path))
  const rows = (await client.processing.list({})).items
  for (const { output_path, output_hash } of rows) expect(`sha256:${sha256(output_path)}`).toBe(output_hash)
  const videos = (await client.videos.list({ source_type: 'stitched' })).items
  expect(videos).toHaveLength(rows.length)

  const job = await ended(client, await client.processing.start({ action: 'stitch', video_ids: ids }))
  expect(job).toMatchObject({ state: 'done', made: 1 - rows.length, cached: rows.length })
  expect((await client.videos.list({ source_type: 'stitched' })).total).toBe(1)
  expect(filesIn(core.layout.videos)).toHaveLength(1)
})
