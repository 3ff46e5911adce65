import type { Core } from '../core.ts'
import type { Db } from '../database/connection.ts'
import { listWatchedFolders } from '../database/watched-folders.ts'
import { absolutePath } from '../storage/layout.ts'
import { findOffline } from '../storage/offline.ts'

/** A test of which of `paths` are offline now ([Note: offline is not missing]); they are as the database has them. */
export async function offlineAmong(core: Core, db: Db, paths: readonly string[]): Promise<(path: string) => boolean> {
  const absolute = (path: string) => absolutePath(core.layout, path)
  const roots = (await listWatchedFolders(db)).map(({ path }) => path)
  const isOffline = await findOffline(paths.map(absolute), roots)
  return (path) => isOffline(absolute(path))
}
