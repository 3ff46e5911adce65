import { stat } from 'node:fs/promises'
import type { FilePool } from './file-pool.ts'

/** Returns the SHA-256 of a program file; null if it cannot be read. */
export type ProgramHash = (path: string) => Promise<string | null>

/**
 * Creates a function that hashes program files and remembers their hashes: interpreters have a hundred megabytes. The
 * time of the last change, which programs cannot set, tells whether a file is still the same.
 */
export function createProgramHash(files: FilePool): ProgramHash {
  const known = new Map<string, string>()
  return async (path) => {
    const stats = await stat(path, { bigint: true }).catch(() => undefined)
    if (!stats?.isFile()) return null
    const key = [path, stats.dev, stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(' ')
    const remembered = known.get(key)
    if (remembered !== undefined) return remembered
    const [hashed] = await files.run({ kind: 'hashes', paths: [path] })
    if (!hashed || hashed.changed) return null
    known.set(key, hashed.file_hash)
    return hashed.file_hash
  }
}
