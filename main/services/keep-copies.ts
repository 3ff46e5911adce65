import type { BigIntStats } from 'node:fs'
import { lstat } from 'node:fs/promises'
import type { CopyRole } from '../../shared/contract/duplicates.ts'
import { systemCode } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { findImageByHash } from '../database/media.ts'
import type { LocationRow } from '../database/tables.ts'
import { findVideoByHash } from '../database/videos.ts'
import { listKnownLocations } from '../ingest/offline.ts'
import { absolutePath } from '../storage/layout.ts'
import { isInside } from '../storage/offline.ts'

/** A place of a content, and what it is among the others. */
export interface Place extends LocationRow {
  is_offline: boolean
  role: CopyRole
}

/**
 * The places of a content where it was the last time anybody looked, the one to keep first. What is kept: a file in the library's own
 * folder before one elsewhere; then the one that plays, or is shown; then the one that was written first, as a copy is younger than what it was
 * made from; then the one with the shortest path, as copies have longer names; then by the alphabet.
 *
 * No file is opened. A symbolic link is never kept, nor a copy; of several names of one file (hard links) one is kept or a copy; what is
 * offline, gone or changed since is neither.
 */
export async function listPlaces(core: Core, fileHash: string): Promise<Place[]> {
  const locations = (await listKnownLocations(core, fileHash)).filter(({ missing_since }) => missing_since === null)
  const plays = await playsFrom(core, fileHash)
  const isOwn = ({ path }: LocationRow) => isInside(path, core.layout.folder)
  const before = (a: LocationRow, b: LocationRow) =>
    Number(isOwn(b)) - Number(isOwn(a)) ||
    Number(b.path === plays) - Number(a.path === plays) ||
    a.mtime_ms - b.mtime_ms ||
    a.path.length - b.path.length ||
    (a.path < b.path ? -1 : 1)
  const files = new Set<string>()
  const places: Place[] = []
  for (const location of locations.toSorted(before)) {
    places.push({ ...location, role: await roleOf(location, files) })
  }
  return places.toSorted((a, b) => Number(b.role === 'keep') - Number(a.role === 'keep'))
}

async function playsFrom(core: Core, fileHash: string): Promise<string | undefined> {
  const video = await findVideoByHash(core.db, fileHash)
  const path = video?.file_path ?? (await findImageByHash(core.db, fileHash))?.path
  return path === undefined ? undefined : absolutePath(core.layout, path)
}

/** `files` gains what tells the file from all others. */
async function roleOf(
  { path, size_bytes, mtime_ms, is_offline }: LocationRow & { is_offline: boolean },
  files: Set<string>,
): Promise<CopyRole> {
  if (is_offline) return 'offline'
  const stats = await look(path)
  if (stats === undefined) return 'gone'
  if (stats.isSymbolicLink()) return 'link'
  if (!stats.isFile() || Number(stats.size) !== size_bytes || Number(stats.mtimeMs) !== mtime_ms) return 'changed'
  const key = fileKey(stats)
  if (files.has(key)) return 'same_file'
  files.add(key)
  return files.size === 1 ? 'keep' : 'copy'
}

/** What is at a path, no link followed, or undefined. @throws an Error with the system's `code` where that cannot be told. */
export async function look(path: string): Promise<BigIntStats | undefined> {
  try {
    return await lstat(path, { bigint: true })
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return undefined
    throw error
  }
}

/** What tells one file from all others of this computer, whatever its names. */
export function fileKey({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`
}
