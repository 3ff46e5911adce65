import { timelines as calls } from '../../shared/contract/timelines.ts'
import { sumTimelineStorage } from '../database/timelines/frames.ts'
import { countTimelines, listTimelines, requireTimeline } from '../database/timelines.ts'
import { implementCalls } from './calls/implement.ts'
import { createFromVideo } from './timelines/extract.ts'
import { manifestOf, pageOfFrames } from './timelines/frames.ts'
import { createFromFiles } from './timelines/given.ts'
import { removeTimelines, restoreTimelines } from './timelines/remove.ts'

const os = implementCalls({ timelines: calls })

export const timelines = {
  list: os.timelines.list.handler(async ({ input: { video_id, ...page }, context: { core } }) => ({
    items: await listTimelines(core.db, video_id, page),
    total: await countTimelines(core.db, video_id),
  })),
  get: os.timelines.get.handler(({ input, context: { core } }) => requireTimeline(core.db, input.id)),
  create: os.timelines.create.handler(({ input, context: { core } }) => createFromVideo(core, input)),
  createFromFiles: os.timelines.createFromFiles.handler(({ input: { frames, ...given }, context: { core } }) =>
    createFromFiles(core, given, frames, 'copy'),
  ),
  frames: os.timelines.frames.handler(({ input, context: { core } }) => pageOfFrames(core, input)),
  manifest: os.timelines.manifest.handler(({ input, context: { core } }) => manifestOf(core, input.id)),
  storage: os.timelines.storage.handler(({ context: { core } }) => sumTimelineStorage(core.db)),
  remove: os.timelines.remove.handler(async ({ input, context: { core } }) => ({
    removed: await removeTimelines(core, input.ids),
  })),
  restore: os.timelines.restore.handler(async ({ input, context: { core } }) => ({
    restored: await restoreTimelines(core, input.ids),
  })),
}
