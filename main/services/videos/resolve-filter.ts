import { sep } from 'node:path'
import type { VideoFilter } from '../../../shared/contract/video-query.ts'
import { offlineFolders } from '../../contents/offline.ts'
import type { Core } from '../../core.ts'
import type { ResolvedFilter } from '../../database/videos/filter.ts'
import { asksForOffline } from '../../database/videos/query-tree.ts'

/** Returns a filter with the folders that are disconnected now, if its query asks for them. */
export async function resolveFilter<Filter extends VideoFilter>(
  core: Core,
  filter: Filter,
): Promise<Filter & ResolvedFilter> {
  if (!asksForOffline(filter.query)) return filter
  const folders = await offlineFolders(core)
  return { ...filter, offline_folders: folders.map((folder) => (folder.endsWith(sep) ? folder : folder + sep)) }
}
