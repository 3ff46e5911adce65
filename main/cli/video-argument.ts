import { basename, extname, resolve } from 'node:path'
import type { Client } from '../../shared/contract/index.ts'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { RushesError } from '../../shared/errors.ts'

/**
 * Returns the video that an argument names: its id, the SHA-256 of its content, or a path at which it was found.
 * @throws RushesError NOT_FOUND
 */
export async function videoArgument(client: Client, text: string): Promise<VideoDetails> {
  if (/^[0-9a-f]{64}$/.test(text)) {
    const { nodes } = await client.lineage.get({ file_hash: text, depth: 1 })
    const id = nodes.find(({ file_hash, video_id }) => file_hash === text && video_id !== null)?.video_id
    if (id) return await client.videos.get({ id })
  }
  if (!/[/\\]|\.\w+$/.test(text)) return await client.videos.get({ id: text })
  const path = resolve(text)
  // The search finds names by the words in them.
  const search = basename(path, extname(path)).slice(0, 200)
  for (const { id } of (await client.videos.list({ search, limit: 1000, count: false })).items) {
    const video = await client.videos.get({ id })
    if (video.file_path === path || video.locations.some((location) => location.path === path)) return video
  }
  throw new RushesError('NOT_FOUND', `No video was found at ${path}. Run “rushes list” for the ids.`)
}
