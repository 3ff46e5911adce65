import type { BigIntStats } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { systemCode } from '../../shared/errors.ts'

/**
 * Returns the stats of a path without following links; undefined if nothing is there.
 * @throws an Error with the system's `code`.
 */
export async function statLink(path: string): Promise<BigIntStats | undefined> {
  try {
    return await lstat(path, { bigint: true })
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return undefined
    throw error
  }
}
