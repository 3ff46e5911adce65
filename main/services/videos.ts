import { existsSync } from 'node:fs'
import type { VideoQuery } from '../../shared/contract/video-query.ts'
import type { Video, VideoDetails } from '../../shared/contract/videos.ts'
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
import { offlineAmong } from '../ingest/offline.ts'
import { absolutePath, proxyPath } from '../storage/layout.ts'
import { isFile } from '../storage/presence.ts'
import { requireAbsolute } from './absolute-paths.ts'
import { os } from './implement.ts'
import { countMarks, rateVideos } from './ratings.ts'
import { relink } from './relink.ts'
import { removeVideos, restoreVideos } from './removal.ts'

/** All about one video. Looks at each of its locations on the way, and remembers what it found. */
async function details(core: Core, id: string): Promise<VideoDetails> {
  const video = await requireVideo(core.db, id)
  const isOffline = await lookAtLocations(core, video)
  const metadata = await readMetadata(core.db, id)
  const locations = await listLocations(core.db, video.file_hash)
  return {
    ...(await requireVideo(core.db, id)),
    is_offline: isOffline(video.file_path),
    metadata: showObject(metadata),
    locations: locations.map((location) => ({ ...location, is_offline: isOffline(location.path) })),
    has_proxy: existsSync(proxyPath(core.layout, video.file_hash)),
  }
}

/** Answers with what is offline of it; that is looked at first, and whatever is offline stays as it was known. */
async function lookAtLocations(core: Core, video: ListedVideo): Promise<(path: string) => boolean> {
  const locations = await listLocations(core.db, video.file_hash)
  const paths = [video.file_path, ...locations.map(({ path }) => path)]
  const isOffline = await offlineAmong(core, core.db, paths)
  const online = locations.filter(({ path }) => !isOffline(path))
  const present = await Promise.all(online.map(({ path }) => isFile(path)))
  const changed = online.filter(({ missing_since }, index) => (missing_since === null) !== present[index])
  if (changed.length === 0) return isOffline
  const now = toTimestamp(core.clock())
  await core.write(async (db, touch) => {
    for (const { path, missing_since } of changed) await markMissing(db, path, missing_since === null ? now : null)
    touch('videos')
  })
  return isOffline
}

/** A stretch of the list, with what is offline of it. */
async function list(core: Core, input: VideoQuery): Promise<{ items: Video[]; total: number }> {
  const [items, total] = await Promise.all([listVideos(core.db, input, input), countVideos(core.db, input)])
  const paths = items.map(({ file_path }) => file_path)
  const isOffline = await offlineAmong(core, core.db, paths)
  return { items: items.map((video) => ({ ...video, is_offline: isOffline(video.file_path) })), total }
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
  list: os.videos.list.handler(({ input, context: { core } }) => list(core, input)),
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
  rate: os.videos.rate.handler(({ input, context: { core } }) => rateVideos(core, input.ratings)),
  marks: os.videos.marks.handler(({ input, context: { core } }) => countMarks(core, input.ids)),
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
