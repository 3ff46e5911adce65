import { chmod, copyFile, realpath, rm, stat } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { RushesError, systemCode } from '../../shared/errors.ts'
import { privateFile } from './make-folder.ts'

/** Suffixes of a database and the files beside it, which hold changes that are not in the database file yet. */
const suffixes = ['', '-wal', '-journal'] as const
const attempts = 10
const pauseMs = 200

/**
 * Copies a SQLite database with its WAL and journal. The original is only read, as bytes: SQLite itself would write
 * files beside it. If the database changes during the copy, copies again.
 * @throws RushesError CONFLICT if another program keeps writing; an Error with the system's `code`.
 */
export async function copyDatabase(path: string, target: string): Promise<void> {
  const source = await realpath(path)
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = await readState(source)
    for (const suffix of suffixes) {
      await rm(target + suffix, { force: true })
      if (before[suffix] !== null) await copyPrivately(source + suffix, target + suffix)
    }
    const after = await readState(source)
    if (suffixes.every((suffix) => before[suffix] === after[suffix])) return
    await setTimeout(pauseMs)
  }
  throw new RushesError('CONFLICT', `Another program keeps writing to ${path}. Close that program, then try again.`)
}

async function copyPrivately(source: string, target: string): Promise<void> {
  try {
    await copyFile(source, target)
    // The original may be write-protected, and so would be its copy.
    await chmod(target, privateFile)
  } catch (error) {
    nullIfMissing(error)
  }
}

type State = Record<(typeof suffixes)[number], string | null>

/**
 * Returns what changes with each file; null if there is none. @throws an Error with the system's `code` if there is no
 * database.
 */
async function readState(source: string): Promise<State> {
  const describe = async (path: string) => {
    const { ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true })
    return [ino, size, mtimeNs, ctimeNs].join()
  }
  return {
    '': await describe(source),
    '-wal': await describe(`${source}-wal`).catch(nullIfMissing),
    '-journal': await describe(`${source}-journal`).catch(nullIfMissing),
  }
}

function nullIfMissing(error: unknown): null {
  if (systemCode(error) === 'ENOENT') return null
  throw error
}
