import type { VideoQuery } from '../../shared/contract/video-query.ts'
import { videos as calls } from '../../shared/contract/videos.ts'
import { RushesError } from '../../shared/errors.ts'
import { offlineAmong } from '../contents/offline.ts'
import { listCurrent } from '../contents/refresh-locations.ts'
import type { Core } from '../core.ts'
import { listLocations } from '../database/contents/locations.ts'
import { countFacets } from '../database/facets/count-facets.ts'
import { countGroups } from '../database/videos/groups.ts'
import { listPage, listPageIds } from '../database/videos/indexed-page.ts'
import type { ListedVideo } from '../database/videos/listed-video.ts'
import { findNeighbours } from '../database/videos/neighbours.ts'
import { setNote } from '../database/videos/notes.ts'
import { sumUp } from '../database/videos/summary.ts'
import { countVideos, describeVideo, requireVideo, updateVideo } from '../database/videos.ts'
import { absolutePath } from '../storage/absolute-path.ts'
import { isFile } from '../storage/presence.ts'
import { implementCalls } from './calls/implement.ts'
import { requireAbsolute } from './calls/input.ts'
import { platformFor } from './calls/platform-for.ts'
import { removableVideos } from './removal/removable.ts'
import { restoreAll } from './removal/remove.ts'
import { removeWithFiles } from './removal/trash-outside.ts'
import { videoDetails } from './videos/details.ts'
import { colourVideos, rateVideos } from './videos/mark-videos.ts'
import { relink } from './videos/relink.ts'
import { resolveFilter } from './videos/resolve-filter.ts'

const os = implementCalls({ videos: calls })

/** Lists a page of the videos, with which of them are offline. Counts all matches meanwhile, if that is asked for. */
async function list(core: Core, input: VideoQuery, signal?: AbortSignal) {
  const filter = await resolveFilter(core, input)
  const [items, total] = await Promise.all([
    listCurrent(core, () => listPage(core, filter, input, signal), pathsOf),
    input.count ? countVideos(core, filter, signal) : null,
  ])
  const paths = items.flatMap(pathsOf)
  const isOffline = await offlineAmong(core, paths)
  return { items: items.map((video) => ({ ...video, is_offline: isOffline(video.file_path) })), total }
}

function pathsOf({ file_path }: ListedVideo): string[] {
  return [file_path]
}

/** Returns the path of a file for another program: `asked`, which must be one of the video's, or the one that plays. */
async function pathOf(core: Core, id: string, asked?: string): Promise<string> {
  const video = await requireVideo(core.db, id)
  const paths = [video.file_path, ...(await listLocations(core.db, video.file_hash)).map(({ path }) => path)]
  const path = asked ?? video.file_path
  if (!paths.includes(path)) throw new RushesError('NOT_FOUND', `“${video.name}” has no location ${path}.`)
  const absolute = absolutePath(core.layout, path)
  if (!(await isFile(absolute))) throw new RushesError('FILE_MISSING', `${absolute} is missing.`)
  return absolute
}

export const videos = {
  list: os.videos.list.handler(({ input, context: { core }, signal }) => list(core, input, signal)),
  count: os.videos.count.handler(async ({ input, context: { core }, signal }) => ({
    total: await countVideos(core, await resolveFilter(core, input), signal),
  })),
  ids: os.videos.ids.handler(async ({ input, context: { core }, signal }) =>
    listPageIds(core, await resolveFilter(core, input), input, signal),
  ),
  neighbours: os.videos.neighbours.handler(
    async ({ input: { id, sort, order, ...filter }, context: { core }, signal }) =>
      findNeighbours(core, { filter: await resolveFilter(core, filter), sort, order }, id, signal),
  ),
  facets: os.videos.facets.handler(async ({ input, context: { core }, signal }) =>
    countFacets(core, await resolveFilter(core, input), signal),
  ),
  groups: os.videos.groups.handler(async ({ input: { sort, order, ...filter }, context: { core }, signal }) =>
    countGroups(core, await resolveFilter(core, filter), { sort, order }, signal),
  ),
  get: os.videos.get.handler(({ input, context: { core } }) => videoDetails(core, input.id)),
  add: os.videos.add.handler(async ({ input, context: { core, caller }, signal }) => {
    // Loaded on demand: with the import it is larger than all that a list in the terminal needs.
    const { addVideo } = await import('./videos/add-video.ts')
    return await addVideo(core, caller, input, signal)
  }),
  rename: os.videos.rename.handler(({ input, context: { core } }) =>
    core.write(async ({ db, touch }) => {
      await updateVideo(db, input.id, { name: input.name })
      touch('videos')
      return await requireVideo(db, input.id)
    }),
  ),
  edit: os.videos.edit.handler(({ input: { id, source_type, metadata }, context: { core } }) =>
    core.write(async ({ db, touch }) => {
      await requireVideo(db, id)
      await describeVideo(db, id, { source_type, metadata })
      touch('videos')
      return await requireVideo(db, id)
    }),
  ),
  rate: os.videos.rate.handler(({ input, context: { core } }) => rateVideos(core, input.ratings)),
  colour: os.videos.colour.handler(({ input, context: { core } }) => colourVideos(core, input.colours)),
  note: os.videos.note.handler(({ input: { id, note }, context: { core } }) =>
    core.write(async ({ db, touch }) => {
      await requireVideo(db, id)
      await setNote(db, id, note || null)
      touch('videos')
      return await requireVideo(db, id)
    }),
  ),
  summary: os.videos.summary.handler(({ input, context: { core } }) => sumUp(core.db, input.ids)),
  remove: os.videos.remove.handler(({ input, context: { core, caller } }) =>
    removeWithFiles(core, caller, removableVideos, input),
  ),
  restore: os.videos.restore.handler(({ input, context: { core } }) => restoreAll(core, removableVideos, input.ids)),
  relink: os.videos.relink.handler(({ input, context: { core } }) => {
    requireAbsolute('path', [input.path])
    return relink(core, input.id, input.path)
  }),
  reveal: os.videos.reveal.handler(async ({ input, context }) => {
    const { reveal } = platformFor(context)
    if (!reveal) throw new RushesError('NOT_SUPPORTED', 'Only the desktop window can show a file in the file manager.')
    const path = await pathOf(context.core, input.id, input.path)
    await reveal(path)
    return { path }
  }),
  open: os.videos.open.handler(async ({ input, context }) => {
    const { openFile } = platformFor(context)
    if (!openFile)
      throw new RushesError('NOT_SUPPORTED', 'Only the desktop window can open a file with another program.')
    const path = await pathOf(context.core, input.id)
    await openFile(path)
    return { path }
  }),
  drag: os.videos.drag.handler(async ({ input, context }) => {
    const { dragFiles } = platformFor(context)
    if (!dragFiles)
      throw new RushesError('NOT_SUPPORTED', 'Only the desktop window can drag files into other programs.')
    const paths = await Promise.all(input.ids.map((id) => pathOf(context.core, id)))
    await dragFiles(paths)
    return { paths }
  }),
}
