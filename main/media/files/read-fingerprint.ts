import { stat } from 'node:fs/promises'
import { systemCode } from '../../../shared/errors.ts'
import type { FileStat, Fingerprint } from './file-tasks.ts'
import { openRegularFile } from './open-file.ts'
import { readSampleHash } from './sample-hash.ts'

// The asynchronous twins of tasks of `file-worker.ts`, for requests: its threads may all be hashing large files.

/** Returns what a path shows: size and modification time of a file, or why there is none. */
export async function readStat(path: string): Promise<FileStat> {
  try {
    const stats = await stat(path)
    return stats.isFile() ? { size_bytes: stats.size, mtime_ms: Math.floor(stats.mtimeMs) } : 'unknown'
  } catch (error) {
    const code = systemCode(error)
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'gone' : 'unknown'
  }
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
