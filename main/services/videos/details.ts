import { existsSync } from 'node:fs'
import type { VideoDetails } from '../../../shared/contract/videos.ts'
import { offlineWithin } from '../../contents/offline.ts'
import { recordIfFree, recordMissing } from '../../contents/record.ts'
import { checkLocations } from '../../contents/refresh-locations.ts'
import type { Core } from '../../core.ts'
import { showObject } from '../../database/connection/json-column.ts'
import { requireVideoRecord, type VideoRecord } from '../../database/videos.ts'
import { absolutePath } from '../../storage/absolute-path.ts'
import { proxyPath } from '../../storage/layout.ts'
import { isFile } from '../../storage/presence.ts'

/** Returns all about one video, once its locations are checked. Reads the database once if none has changed. */
export async function videoDetails(core: Core, id: string): Promise<VideoDetails> {
  const recorded = await requireVideoRecord(core.db, id)
  const isOffline = await offlineOf(core, recorded)
  if (!(await checkFiles(core, recorded, isOffline))) return detailsOf(core, recorded, isOffline)
  const current = await requireVideoRecord(core.db, id)
  return detailsOf(core, current, await offlineOf(core, current))
}

function detailsOf(
  core: Core,
  { video, metadata, locations }: VideoRecord,
  isOffline: (path: string) => boolean,
): VideoDetails {
  return {
    ...video,
    is_offline: isOffline(video.file_path),
    metadata: showObject(metadata),
    locations: locations.map((location) => ({ ...location, is_offline: isOffline(location.path) })),
    has_proxy: existsSync(proxyPath(core.layout, video.file_hash)),
  }
}

function offlineOf(core: Core, { video, locations, watched }: VideoRecord) {
  return offlineWithin(core, [video.file_path, ...locations.map(({ path }) => path)], watched)
}

/** Records what has become of the files of a video. Returns whether anything was recorded. */
async function checkFiles(
  core: Core,
  { video, locations }: VideoRecord,
  isOffline: (path: string) => boolean,
): Promise<boolean> {
  const isChanged = await checkLocations(core, locations, isOffline)
  const path = absolutePath(core.layout, video.file_path)
  // A row of another program may have no location yet.
  if (locations.some((location) => location.path === path) || (await isFile(path))) return isChanged
  return await recordIfFree(core, () => recordMissing(core, path, video.file_hash))
}
