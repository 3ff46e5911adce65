import { archiveScheme, fileOfLocation } from '../../shared/object-address.ts'
import type { Core } from '../core.ts'
import { listLocations } from '../database/contents/locations.ts'
import { firstPathFrom } from '../database/contents/volumes.ts'
import type { LocationRow } from '../database/tables.ts'
import { listWatchedFolders } from '../database/watched.ts'
import { absolutePath } from '../storage/absolute-path.ts'
import { outsideFolders } from '../storage/media-folders.ts'
import { findOffline, isOfflineFolder, mountFolders, volumeOf } from '../storage/offline.ts'

/** Returns a test of which of `paths`, as the database has them, are offline now ([Note: offline is not missing]). */
export async function offlineAmong(
  core: Pick<Core, 'layout' | 'db'>,
  paths: readonly string[],
): Promise<(path: string) => boolean> {
  const watched = (await listWatchedFolders(core.db)).map(({ path }) => path)
  return await offlineWithin(core, paths, watched)
}

/** Returns the test of `offlineAmong` without a query: `watched` are the paths of the watched folders. */
export async function offlineWithin(
  { layout }: Pick<Core, 'layout'>,
  paths: readonly string[],
  watched: readonly string[],
): Promise<(path: string) => boolean> {
  const absolute = (path: string) => absolutePath(layout, fileOfLocation(path))
  const isOffline = await findOffline(paths.map(absolute), [...watched, ...outsideFolders(layout)])
  return (path) => isOffline(absolute(path))
}

/** Lists the locations of a content, and whether they are offline now. */
export async function listKnownLocations(
  core: Core,
  fileHash: string,
): Promise<(LocationRow & { is_offline: boolean })[]> {
  const locations = await listLocations(core.db, fileHash)
  const isOffline = await offlineAmong(
    core,
    locations.map(({ path }) => path),
  )
  return locations.map((location) => ({ ...location, is_offline: isOffline(location.path) }))
}

const lastCharacter = '\u{10ffff}'

/** Lists the disconnected folders with videos: watched folders, and the disks and shares of paths. */
export async function offlineFolders(core: Core): Promise<string[]> {
  const folders = (await listWatchedFolders(core.db)).map(({ path }) => path)
  for (const scheme of ['', archiveScheme]) {
    for (const mounts of mountFolders) {
      let from: string | undefined = scheme + mounts
      while (from !== undefined) {
        const path: string | undefined = await firstPathFrom(core.db, from, scheme + mounts + lastCharacter)
        const volume = path === undefined ? undefined : volumeOf(fileOfLocation(path))
        if (volume !== undefined) folders.push(volume)
        from = path === undefined ? undefined : (volume === undefined ? path : scheme + volume) + lastCharacter
      }
    }
  }
  const offline = await Promise.all(folders.map(isOfflineFolder))
  return folders.filter((_, index) => offline[index])
}
