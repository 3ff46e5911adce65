import { isObjectAddress } from '../../shared/object-address.ts'
import type { Core } from '../core.ts'
import type { FileState } from '../database/connection/file-states.ts'
import { countLeaving } from '../database/contents/leaving-files.ts'
import { absolutePath } from '../storage/absolute-path.ts'
import { offlineAmong } from './offline.ts'
import { statFiles } from './stat-files.ts'

/** Finds out the states of files by their paths, as the database has them, for a transaction to work with. */
export async function checkFiles(
  core: Pick<Core, 'db' | 'layout' | 'files'>,
  paths: readonly string[],
): Promise<FileState[]> {
  // Before the files are looked at, so that one that leaves meanwhile is noticed ([Note: leaving files]).
  const leaving_count = await countLeaving(core.db)
  const absolute = paths.map((path) => absolutePath(core.layout, path))
  const isOffline = await offlineAmong(core, paths)
  const isRemote = (path: string) => isOffline(path) || isObjectAddress(path)
  const online = absolute.filter((path) => !isRemote(path))
  const stats = await statFiles(core, online)
  return absolute.map((path) => {
    const file = stats.get(path)
    const size_bytes = typeof file === 'object' ? file.size_bytes : null
    return { path, size_bytes, is_offline: isRemote(path), leaving_count }
  })
}
