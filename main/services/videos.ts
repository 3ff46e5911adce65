import { existsSync } from 'node:fs'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { showObject } from '../database/json-column.ts'
import { listLocations, markMissing } from '../database/locations.ts'
import { toTimestamp } from '../database/timestamp.ts'
import { countFacets } from '../database/video-facets.ts'
import {
  countVideos,
  type ListedVideo,
  listVideoIds,
  listVideos,
  readMetadata,
  requireVideo,
  updateVideo,
} from '../database/videos.ts'
import { absolutePath, proxyPath } from '../storage/layout.ts'
import { isFile } from '../storage/presence.ts'
import { requireAbsolute } from './absolute-paths.ts'
import { os } from './implement.ts'
import { relink } from './relink.ts'
import { removeVideos, restoreVideos } from './removal.ts'

/** All about one video. Looks at each of its locations on the way, and remembers what it found. */
async function details(core: Core, id: string): Promise<VideoDetails> {
  const video = await requireVideo(core.db, id)
  await lookAtLocations(core, video)
  const metadata = await readMetadata(core.db, id)
  return {
    ...(await requireVideo(core.db, id)),
    metadata: showObject(metadata),
    locations: await listLocations(core.db, video.file_hash),
    has_proxy: existsSync(proxyPath(core.layout, video.file_hash)),
  }
}

async function lookAtLocations(core: Core, video: ListedVideo): Promise<void> {
  const locations = await listLocations(core.db, video.file_hash)
  const present = await Promise.all(locations.map(({ path }) => isFile(path)))
  const changed = locations.filter(({ missing_since }, index) => (missing_since === null) !== present[index])
  if (changed.length === 0) return
  const now = toTimestamp(core.clock())
  await core.write(async (db, touch) => {
    for (const { path, missing_since } of changed) await markMissing(db, path, missing_since === null ? now : null)
    touch('videos')
  })
}

/** The path to show in the file manager: the one that was asked for if the video has it, else the one that plays. */
async function pathToReveal(core: Core, id: string, asked: string | undefined): Promise<string> {
  const video = await requireVideo(core.db, id)
  const paths = [video.file_path, ...(await listLocations(core.db, video.file_hash)).map(({ path }) => path)]
  const path = asked ?? video.file_path
  if (!paths.includes(path)) throw new RushesError('NOT_FOUND', `${video.name} was never seen at ${path}.`)
  const absolute = absolutePath(core.layout, path)
  if (!(await isFile(absolute))) throw new RushesError('FILE_MISSING', `${absolute} is not there at the moment.`)
  return absolute
}

export const videos = {
  list: os.videos.list.handler(async ({ input, context: { core } }) => {
    const [items, total] = await Promise.all([listVideos(core.db, input, input), countVideos(core.db, input)])
    return { items, total }
  }),
  ids: os.videos.ids.handler(({ input, context: { core } }) => listVideoIds(core.db, input, input)),
  facets: os.videos.facets.handler(({ input, context: { core } }) => countFacets(core.db, input)),
  get: os.videos.get.handler(({ input, context: { core } }) => details(core, input.id)),
  rename: os.videos.rename.handler(({ input, context: { core } }) =>
    core.write(async (db, touch) => {
      await updateVideo(db, input.id, { name: input.name })
      touch('videos')
      return await requireVideo(db, input.id)
    }),
  ),
  remove: os.videos.remove.handler(({ input, context: { core } }) => removeVideos(core, input.ids)),
  restore: os.videos.restore.handler(({ input, context: { core } }) => restoreVideos(core, input.ids)),
  relink: os.videos.relink.handler(({ input, context: { core } }) => {
    requireAbsolute('path', [input.path])
    return relink(core, input.id, input.path)
  }),
  reveal: os.videos.reveal.handler(async ({ input, context: { core } }) => {
    if (!core.platform.reveal) throw new RushesError('NOT_SUPPORTED', 'There is no file manager to show the file in.')
    const path = await pathToReveal(core, input.id, input.path)
    await core.platform.reveal(path)
    return { path }
  }),
}
