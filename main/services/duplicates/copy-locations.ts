import type { BigIntStats } from 'node:fs'
import type { CopyRole } from '../../../shared/contract/duplicates.ts'
import { listKnownLocations } from '../../contents/offline.ts'
import type { Core } from '../../core.ts'
import { listStoredByHash } from '../../database/contents/find-content.ts'
import type { LocationRow } from '../../database/tables.ts'
import { mtimeMsOf } from '../../media/files/mtime.ts'
import { absolutePath } from '../../storage/absolute-path.ts'
import { findOwned } from '../../storage/inside-library.ts'
import { statLink } from '../../storage/stat-link.ts'

/** A location of a content, with its role among the others. */
export interface CopyLocation extends LocationRow {
  is_offline: boolean
  role: CopyRole
}

/**
 * Lists the locations of a content that are not known as missing, the one to keep first. Preferred is a file in the
 * library's own folder; then the one that plays or is shown; then the oldest, because a copy is younger than its
 * original; then the one with the shortest path, because copies have longer names; then the first in alphabetical
 * order.
 *
 * No file is opened. A symbolic link is neither kept nor a copy. Of several names of one file (hard links), one is kept
 * or a copy. Files that are offline, gone or changed are neither.
 */
export async function listCopyLocations(core: Core, fileHash: string): Promise<CopyLocation[]> {
  const locations = (await listKnownLocations(core, fileHash)).filter(({ missing_since }) => missing_since === null)
  const playedPath = await findPlayedPath(core, fileHash)
  const owned = new Set<LocationRow>()
  for (const location of locations) if (await findOwned(core.layout, location.path)) owned.add(location)
  const before = (a: LocationRow, b: LocationRow) =>
    Number(owned.has(b)) - Number(owned.has(a)) ||
    Number(b.path === playedPath) - Number(a.path === playedPath) ||
    a.mtime_ms - b.mtime_ms ||
    a.path.length - b.path.length ||
    (a.path < b.path ? -1 : 1)
  const files = new Set<string>()
  const listed: CopyLocation[] = []
  for (const location of locations.toSorted(before)) {
    listed.push({ ...location, role: await roleOf(location, files) })
  }
  return listed.toSorted((a, b) => Number(b.role === 'keep') - Number(a.role === 'keep'))
}

async function findPlayedPath(core: Core, fileHash: string): Promise<string | undefined> {
  const [stored] = await listStoredByHash(core.db, fileHash)
  return stored && absolutePath(core.layout, stored.file_path)
}

/** Returns the role of a location, and adds its file to `files`. */
async function roleOf(
  { path, size_bytes, mtime_ms, is_offline }: LocationRow & { is_offline: boolean },
  files: Set<string>,
): Promise<CopyRole> {
  if (is_offline) return 'offline'
  const stats = await statLink(path)
  if (stats === undefined) return 'gone'
  if (stats.isSymbolicLink()) return 'link'
  if (!stats.isFile() || Number(stats.size) !== size_bytes || mtimeMsOf(stats) !== mtime_ms) return 'changed'
  const key = fileKey(stats)
  if (files.has(key)) return 'same_file'
  files.add(key)
  return files.size === 1 ? 'keep' : 'copy'
}

/** Returns a key that identifies a file on this computer by whatever name. */
export function fileKey({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`
}
