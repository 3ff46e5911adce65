import { sep } from 'node:path'
import type { VideoFilter } from '../../../shared/contract/video-query.ts'
import { offlineFolders } from '../../contents/offline.ts'
import type { Core } from '../../core.ts'
import { findCollectionNamed } from '../../database/collections.ts'
import type { ResolvedFilter } from '../../database/videos/filter.ts'
import { asksForOffline, namedCollection } from '../../database/videos/query-tree.ts'

/** Returns a filter with what its query asks for: the folders that are disconnected now, the id of its collection. */
export async function resolveFilter<Filter extends VideoFilter>(
  core: Core,
  filter: Filter,
): Promise<Filter & ResolvedFilter> {
  const named = namedCollection(filter.query)
  const collection_id = named && (await findCollectionNamed(core.db, named.text, named.isWhole))
  const resolved = collection_id === undefined ? filter : { ...filter, collection_id }
  if (!asksForOffline(filter.query)) return resolved
  const folders = await offlineFolders(core)
  return { ...resolved, offline_folders: folders.map((folder) => (folder.endsWith(sep) ? folder : folder + sep)) }
}
