import type { Core } from '../core.ts'
import { listSeen, type SeenLocation } from '../database/seen-locations.ts'
import type { Look } from '../media/hash-task.ts'
import { absolutePath } from '../storage/layout.ts'

/** A file that is as it was at the last visit. */
export interface Unchanged {
  path: string
  /** Null for an image. */
  video_id: string | null
}

/**
 * [Note: a rescan is free] A path at which a video or an image was at the last visit, and that has the same size and modification time, is
 * not opened: it holds what it held. That the video plays is looked at the same way where it plays from another path. A thread looks
 * at some hundred `paths` in one go, and nothing is written. Answers with those that are as they were and with the rest, which need
 * more than a look, in their order.
 * @throws RushesError CANCELLED
 */
export async function passUnchanged(
  core: Core,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<{ unchanged: Unchanged[]; rest: string[] }> {
  signal.throwIfAborted()
  const seen = await listSeen(core.db, paths)
  if (seen.length === 0) return { unchanged: [], rest: [...paths] }
  const looks = await lookAt(core, [...seen.map(({ path }) => path), ...seen.flatMap(playsElsewhere(core))], signal)
  const unchanged = new Map<string, Unchanged>()
  for (const location of seen) {
    if (isUnchanged(core, location, looks)) unchanged.set(location.path, location)
  }
  return { unchanged: [...unchanged.values()], rest: paths.filter((path) => !unchanged.has(path)) }
}

async function lookAt(core: Core, paths: readonly string[], signal: AbortSignal): Promise<Map<string, Look>> {
  const looks = await core.hashes.run({ kind: 'looks', paths }, { signal })
  return new Map(paths.map((path, index) => [path, looks[index] ?? 'unknown']))
}

/** A relative path is another program's. */
function playsElsewhere(core: Core) {
  return ({ path, plays_path }: SeenLocation) =>
    plays_path === null || plays_path === path ? [] : [absolutePath(core.layout, plays_path)]
}

function isUnchanged(core: Core, seen: SeenLocation, looks: ReadonlyMap<string, Look>): boolean {
  if (!isAsSeen(looks.get(seen.path), seen.size_bytes, seen.mtime_ms)) return false
  const [plays = seen.path] = playsElsewhere(core)(seen)
  return seen.plays_path !== null && isAsSeen(looks.get(plays), seen.plays_size_bytes, seen.plays_mtime_ms)
}

function isAsSeen(look: Look | undefined, size: number | null, mtime: number | null): boolean {
  return typeof look === 'object' && look.size_bytes === size && look.mtime_ms === mtime
}
