import { stat, utimes } from 'node:fs/promises'

const hourMs = 60 * 60_000

/**
 * Sets the access time of a file in the cache, unless it was set within an hour: many disks are mounted without access
 * times. A file that cannot be marked is only made again sooner.
 */
export async function markUsed(path: string): Promise<void> {
  const now = new Date()
  const stats = await stat(path).catch(() => undefined)
  if (stats && now.getTime() - stats.atimeMs > hourMs) await utimes(path, now, stats.mtime).catch(() => undefined)
}
