import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { RushesError, systemCode } from '../../shared/errors.ts'
import { isInside } from './offline.ts'

/** Modes of what a library creates: only its owner may read it. Those of existing files and folders stay. */
export const privateFolder = 0o700
export const privateFile = 0o600

/**
 * Creates a folder inside the library in `root`, with those between; does nothing if it exists. Never creates the
 * library's own folder: that would leave a stray one after a move. See [Note: a library that is gone].
 * @throws RushesError LIBRARY_GONE if the library's folder is missing; an Error with the system's `code`.
 */
export function makeFolder(root: string, folder: string): void {
  if (existsSync(folder)) return
  try {
    mkdirSync(folder, { mode: privateFolder })
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return
    if (systemCode(error) !== 'ENOENT') throw error
    const parent = dirname(folder)
    if (!isInside(parent, root)) throw libraryGone(root)
    makeFolder(root, parent)
    makeFolder(root, folder)
  }
}

/** Returns the error for a library whose folder or database is no longer at its path. */
export function libraryGone(folder: string, movedTo?: string | null): RushesError {
  const message =
    movedTo === folder
      ? `The library was moved away from ${folder} and back. Nothing is saved until you open it there again.`
      : movedTo
        ? `The library was moved from ${folder} to ${movedTo}. Nothing is saved until you open it there.`
        : `The library in ${folder} was deleted, moved or replaced while it was open. Nothing is saved any more.`
  return new RushesError('LIBRARY_GONE', message)
}
