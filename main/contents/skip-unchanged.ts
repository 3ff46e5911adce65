import type { Core } from '../core.ts'
import { listPresentLocations, type PresentLocation } from '../database/contents/present-locations.ts'
import type { FileStat } from '../media/files/file-tasks.ts'
import { absolutePath } from '../storage/absolute-path.ts'
import { isFileOf, statFiles } from './stat-files.ts'

/** A file that has not changed since it was recorded. */
export interface Unchanged {
  path: string
  /** Null for an image. */
  video_id: string | null
}

/**
 * [Note: a rescan is free] A recorded location of a video or an image whose size and modification time have not changed
 * is not opened: it has the recorded content. If the video plays from another path, that one is checked the same way. A
 * thread stats some hundred `paths` at once, and nothing is written. Returns the unchanged files, and the rest, which
 * must be read, in their order.
 * @throws RushesError CANCELLED
 */
export async function skipUnchanged(
  core: Core,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<{ unchanged: Unchanged[]; rest: string[] }> {
  signal.throwIfAborted()
  const locations = await listPresentLocations(core.db, paths)
  if (locations.length === 0) return { unchanged: [], rest: [...paths] }
  const stats = await statFiles(
    core,
    locations.flatMap((it) => [it.path, ...playsElsewhere(core, it)]),
    signal,
  )
  const unchanged = new Map<string, Unchanged>()
  for (const location of locations) {
    if (isUnchanged(core, location, stats)) unchanged.set(location.path, location)
  }
  return { unchanged: [...unchanged.values()], rest: paths.filter((path) => !unchanged.has(path)) }
}

/** Returns the path that the video plays from, in a list, unless it is this location. */
function playsElsewhere(core: Core, { path, plays_path }: PresentLocation): string[] {
  return plays_path === null || plays_path === path ? [] : [absolutePath(core.layout, plays_path)]
}

function isUnchanged(core: Core, location: PresentLocation, stats: ReadonlyMap<string, FileStat>): boolean {
  if (!isFileOf(stats.get(location.path), location.size_bytes, location.mtime_ms)) return false
  const [plays = location.path] = playsElsewhere(core, location)
  return location.plays_path !== null && isFileOf(stats.get(plays), location.plays_size_bytes, location.plays_mtime_ms)
}
