import type { Core } from '../core.ts'
import type { Db } from '../database/connection.ts'
import { listLocations } from '../database/locations.ts'
import type { LocationRow } from '../database/tables.ts'
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

/** The paths at which a content was seen, with which of them are offline now. */
export async function listKnownLocations(
  core: Core,
  fileHash: string,
): Promise<(LocationRow & { is_offline: boolean })[]> {
  const locations = await listLocations(core.db, fileHash)
  const isOffline = await offlineAmong(
    core,
    core.db,
    locations.map(({ path }) => path),
  )
  return locations.map((location) => ({ ...location, is_offline: isOffline(location.path) }))
}
