import { randomUUID } from 'node:crypto'
import { mkdir, realpath, rm, stat } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import { topics } from '../../shared/contract/events.ts'
import type { AdoptedTable } from '../../shared/contract/library.ts'
import { describeFileError, RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { adoptCopy } from '../database/adopt.ts'
import { analyze } from '../database/analyze.ts'
import { copyDatabase } from '../storage/copy-database.ts'
import { incomingFolder } from '../storage/incoming.ts'

/**
 * Takes over the database of another program at `path`, which is only read, and says what became of the rows of each
 * table. The same again changes nothing.
 * @throws RushesError BAD_INPUT, FILE_MISSING, FILE_UNREADABLE, CONFLICT; nothing is taken then.
 */
export async function adoptDatabase(core: Core, path: string): Promise<AdoptedTable[]> {
  await requireStranger(core, path)
  const folder = join(incomingFolder(core.layout), randomUUID())
  await mkdir(folder)
  try {
    const copy = join(folder, 'theirs.db')
    await copyDatabase(path, copy).catch((error) => {
      throw describeFileError(error, path)
    })
    // A program writes paths relative to where it was started: beside its database, or one above.
    const home = dirname(await realpath(path))
    const tables = await adoptCopy(core.database, { copy, named: path, folders: [home, dirname(home)] })
    await analyze(core.database).catch((error) => core.log.warn('not analyzed', { error: String(error) }))
    return tables
  } finally {
    core.events.changed(topics)
    await rm(folder, { recursive: true, force: true })
  }
}

async function requireStranger(core: Core, path: string): Promise<void> {
  const refuse = (why: string) => new RushesError('BAD_INPUT', `path: ${why}`, { data: { fields: ['path'] } })
  if (!isAbsolute(path) || path.includes('\0')) throw refuse(`“${path}” is not an absolute path.`)
  const theirs = await stat(path).catch((error) => {
    throw describeFileError(error, path)
  })
  if (!theirs.isFile()) throw refuse(`${path} is no file; name the database itself, such as media.db.`)
  const ours = await stat(core.layout.database)
  if (theirs.ino === ours.ino && theirs.dev === ours.dev)
    throw refuse(`${path} is the database of this library itself.`)
}
