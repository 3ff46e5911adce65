import { readdirSync } from 'node:fs'
import { RushesError } from '../../shared/errors.ts'
import type { Layout } from './layout.ts'
import { statIfPresent } from './presence.ts'

/** The name of a file that a library owns: the SHA-256 of its content. */
const ownName = /^[0-9a-f]{64}\./

/**
 * Throws if the database is missing or empty although the library's folders hold files of its own: it was lost, and a
 * new one would hide them. `isEmpty` says so of a database that has no tables.
 * @throws RushesError LIBRARY_DAMAGED
 */
export function requireNoLostFiles(layout: Layout, isEmpty = false): void {
  const size = statIfPresent(layout.database)?.size
  if ((size && !isEmpty) || !layout.mediaFolders.some(holdsOwnFiles)) return
  throw new RushesError(
    'LIBRARY_DAMAGED',
    `The library is damaged: ${layout.database} is ${size === undefined ? 'missing' : 'empty'}, but there are videos or images beside it.`,
  )
}

function holdsOwnFiles(folder: string): boolean {
  return namesIn(folder).some((prefix) => namesIn(`${folder}/${prefix}`).some((name) => ownName.test(name)))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
