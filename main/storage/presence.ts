import { type BigIntStats, statSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { systemCode } from '../../shared/errors.ts'

/** Returns whether `path` is a file at the moment; false for a folder, an unreadable path or an unmounted disk. */
export async function isFile(path: string): Promise<boolean> {
  return await stat(path).then(
    (it) => it.isFile(),
    () => false,
  )
}

/** Returns the stats of `path`, or undefined if nothing is there. @throws an Error with the system's `code`. */
export function statIfPresent(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true })
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return undefined
    throw error
  }
}
