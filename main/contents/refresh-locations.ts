import { fileOfLocation, isArchiveAddress, isObjectAddress } from '../../shared/object-address.ts'
import type { Core } from '../core.ts'
import { listLocationsAt, markMissing, removeLocation } from '../database/contents/locations.ts'
import type { LocationRow } from '../database/tables.ts'
import type { FileStat } from '../media/files/file-tasks.ts'
import { readFingerprint, readStat } from '../media/files/read-fingerprint.ts'
import { absolutePath } from '../storage/absolute-path.ts'
import { offlineAmong } from './offline.ts'
import { markGone, recordChanged, recordIfFree } from './record.ts'
import { isFileOf } from './stat-files.ts'

/**
 * Checks recorded paths, up to a few thousand, before their state is shown, and records what has become of their files:
 * gone, back again or overwritten. Offline ones keep their state. Costs a stat of each, and a sample of those whose
 * time has changed. Returns whether anything was recorded.
 */
export async function refreshLocations(core: Core, paths: readonly string[]): Promise<boolean> {
  const absolute = new Set(paths.map((path) => absolutePath(core.layout, path)))
  const locations = await listLocationsAt(core.db, [...absolute])
  const isOffline = await offlineAmong(
    core,
    locations.map(({ path }) => path),
  )
  return await checkLocations(core, locations, isOffline)
}

/** Refreshes locations as `refreshLocations` does; those of which `isOffline` is true keep their state. */
export async function checkLocations(
  core: Core,
  locations: readonly LocationRow[],
  isOffline: (path: string) => boolean,
): Promise<boolean> {
  const connected = locations.filter(({ path }) => !isOffline(path))
  const archivesChanged = await checkArchived(
    core,
    connected.filter(({ path }) => isArchiveAddress(path)),
  )
  // Objects of a bucket are checked when they are read.
  const online = connected.filter(({ path }) => !isObjectAddress(path))
  if (online.length === 0) return archivesChanged
  const found = await Promise.all(online.map(async (it) => [it.path, await readStat(it.path)] as const))
  const stats = new Map(found)
  const overwritten = await findOverwritten(online, stats)
  const gone = online.filter((it) => it.missing_since === null && stats.get(it.path) === 'gone')
  const back = online.filter((it) => it.missing_since !== null && isBack(it, stats.get(it.path)))
  if (overwritten.length + gone.length + back.length === 0) return archivesChanged
  const isRecorded = await recordIfFree(core, async () => {
    for (const { path, file_hash } of overwritten) await recordChanged(core, path, file_hash)
    if (gone.length + back.length > 0) await recordPresence(core, gone, back)
  })
  return archivesChanged || isRecorded
}

/** Records which archives are gone or back again. Their contents are checked when they are read. */
async function checkArchived(core: Core, locations: readonly LocationRow[]): Promise<boolean> {
  const stats = new Map<string, FileStat>()
  for (const archive of new Set(locations.map(({ path }) => fileOfLocation(path))))
    stats.set(archive, await readStat(archive))
  const statOf = ({ path }: LocationRow) => stats.get(fileOfLocation(path))
  const gone = locations.filter((it) => it.missing_since === null && statOf(it) === 'gone')
  const back = locations.filter((it) => it.missing_since !== null && typeof statOf(it) === 'object')
  if (gone.length + back.length === 0) return false
  return await recordIfFree(core, () => recordPresence(core, gone, back))
}

/** Lists rows whose state is shown: checks the paths of each, and lists them again as long as that changes any. */
export async function listCurrent<Rows extends readonly unknown[]>(
  core: Core,
  list: () => Promise<Rows>,
  pathsOf: (row: Rows[number]) => readonly string[],
): Promise<Rows> {
  let rows = await list()
  // A list of one state gains other rows for those that leave it.
  for (let turn = 0; turn < mostTurns; turn++) {
    if (!(await refreshLocations(core, rows.flatMap(pathsOf)))) break
    rows = await list()
  }
  return rows
}

const mostTurns = 3

/** Lists the present locations whose file has another size, or another sample. */
async function findOverwritten(
  locations: readonly LocationRow[],
  stats: ReadonlyMap<string, FileStat>,
): Promise<LocationRow[]> {
  const overwritten: LocationRow[] = []
  for (const location of locations) {
    const { path, missing_since, size_bytes, mtime_ms, sample_hash } = location
    const file = stats.get(path)
    const isKnown = missing_since === null && sample_hash !== ''
    if (!isKnown || typeof file !== 'object' || isFileOf(file, size_bytes, mtime_ms)) continue
    const now = await readFingerprint(path).catch(() => undefined)
    if (now && (now.size_bytes !== size_bytes || now.sample_hash !== sample_hash)) overwritten.push(location)
  }
  return overwritten
}

/** Returns whether the file of a missing location is there again; without a sample, it was never read. */
function isBack({ size_bytes, mtime_ms, sample_hash }: LocationRow, stats: FileStat | undefined): boolean {
  return sample_hash === '' ? typeof stats === 'object' : isFileOf(stats, size_bytes, mtime_ms)
}

async function recordPresence(core: Core, gone: readonly LocationRow[], back: readonly LocationRow[]): Promise<void> {
  await core.write(async (transaction) => {
    const { db, touch } = transaction
    for (const { path } of gone) await markGone(transaction, path)
    for (const location of back) {
      // The content of a file that was never read is unknown.
      if (location.sample_hash === '') await removeLocation(db, location)
      else await markMissing(db, location.path, null)
    }
    touch('videos', 'images', 'analyses', 'processing')
  })
}
