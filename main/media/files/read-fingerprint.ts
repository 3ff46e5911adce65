import { stat } from 'node:fs'
import type { FileStat, Fingerprint } from './file-tasks.ts'
import { openRegularFile } from './open-file.ts'
import { readSampleHash } from './sample-hash.ts'

// The asynchronous twins of tasks of `file-worker.ts`, for requests: its threads may all be hashing large files.

/**
 * Returns what a path shows: size and modification time of a file, or why there is none. By callback: the promise of
 * `node:fs/promises` takes three times as long for a file that is gone, and a page asks for a hundred.
 */
export function readStat(path: string): Promise<FileStat> {
  return new Promise((resolve) => {
    stat(path, (error, stats) => {
      if (error) resolve(error.code === 'ENOENT' || error.code === 'ENOTDIR' ? 'gone' : 'unknown')
      else resolve(stats.isFile() ? { size_bytes: stats.size, mtime_ms: Math.floor(stats.mtimeMs) } : 'unknown')
    })
  })
}

/** Returns the fingerprint of a file. @throws an Error with the system's `code`. */
export async function readFingerprint(path: string): Promise<Fingerprint> {
  const file = await openRegularFile(path)
  try {
    const { size, mtimeMs } = await file.stat()
    const sample_hash = await readSampleHash(file, size)
    return { size_bytes: size, mtime_ms: Math.floor(mtimeMs), sample_hash }
  } finally {
    await file.close()
  }
}
