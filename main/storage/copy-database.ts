import { copyFile, realpath, rm, stat } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { RushesError, systemCode } from '../../shared/errors.ts'

/** What SQLite keeps beside a database while, or after, somebody writes: parts of it that are not in the file yet. */
const parts = ['', '-wal', '-journal'] as const
const attempts = 10
const pauseMs = 200

/**
 * Copies a SQLite database with what was committed and lies beside it still. The original is only read, as bytes: SQLite
 * itself would write beside it. A copy during which anything of it changed is made again.
 * @throws RushesError CONFLICT while another program does not stop writing; an Error with the system's `code`.
 */
export async function copyDatabase(path: string, target: string): Promise<void> {
  const source = await realpath(path)
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = await lookAt(source)
    for (const part of parts) {
      await rm(target + part, { force: true })
      if (before[part] !== null) await copyFile(source + part, target + part).catch(nullWhereGone)
    }
    const after = await lookAt(source)
    if (parts.every((part) => before[part] === after[part])) return
    await setTimeout(pauseMs)
  }
  throw new RushesError(
    'CONFLICT',
    `${path} is being written all the time; close the program that does, then try again.`,
  )
}

type Look = Record<(typeof parts)[number], string | null>

/** What tells a change of each part; null where there is none. @throws an Error of the system where there is no database. */
async function lookAt(source: string): Promise<Look> {
  const describe = async (path: string) => {
    const { ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true })
    return [ino, size, mtimeNs, ctimeNs].join()
  }
  return {
    '': await describe(source),
    '-wal': await describe(`${source}-wal`).catch(nullWhereGone),
    '-journal': await describe(`${source}-journal`).catch(nullWhereGone),
  }
}

function nullWhereGone(error: unknown): null {
  if (systemCode(error) === 'ENOENT') return null
  throw error
}
