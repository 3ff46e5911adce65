import type { Core } from '../core.ts'
import type { FileStat } from '../media/files/file-tasks.ts'

/**
 * Stats files in a hash thread, which costs less than a call for each, and returns what each path shows.
 * @throws RushesError CANCELLED
 */
export async function statFiles(
  core: Pick<Core, 'files'>,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, FileStat>> {
  const stats = await core.files.run({ kind: 'stats', paths }, signal && { signal })
  return new Map(paths.map((path, index) => [path, stats[index] ?? 'unknown']))
}

/** Returns whether a stat shows a file of this size and modification time. */
export function isFileOf(stats: FileStat | undefined, size: number | null, mtime: number | null): boolean {
  return typeof stats === 'object' && stats.size_bytes === size && stats.mtime_ms === mtime
}
