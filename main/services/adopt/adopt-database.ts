import { randomUUID } from 'node:crypto'
import { mkdir, realpath, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { topics } from '../../../shared/contract/events.ts'
import type { AdoptedTable } from '../../../shared/contract/library.ts'
import { describeFileError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import { adoptCopy } from '../../database/adopt/adopt-copy.ts'
import { changesOfTables, endDryRun, isDryRun } from '../../database/journal/dry-run.ts'
import { copyDatabase } from '../../storage/copy-database.ts'
import { incomingFolder } from '../../storage/incoming.ts'
import { privateFolder } from '../../storage/make-folder.ts'
import { badField, requireAbsolute } from '../calls/input.ts'

/**
 * Adopts the rows of the database of another program at `path`, which is only read, and returns what became of those of
 * each table. To adopt the same database again changes nothing.
 * @throws RushesError BAD_INPUT, FILE_MISSING, FILE_UNREADABLE, CONFLICT, CANCELLED, LIBRARY_GONE, LIBRARY_READ_ONLY;
 * nothing is adopted then.
 */
export async function adoptDatabase(core: Core, path: string, signal?: AbortSignal): Promise<AdoptedTable[]> {
  core.access.requireWritable()
  await requireForeignDatabase(core, path)
  const folder = join(incomingFolder(core.layout), randomUUID())
  await mkdir(folder, { mode: privateFolder })
  try {
    const copy = join(folder, 'theirs.db')
    await copyDatabase(path, copy).catch((error) => {
      throw describeFileError(error, path)
    })
    // Programs write paths relative to the folder they were started in: that of the database, or its parent.
    const home = dirname(await realpath(path))
    const request = { copy, named: path, folders: [home, dirname(home)], isDryRun: isDryRun() }
    const tables = await adoptCopy(core.layout.database, request, signal)
    endDryRun(changesOfTables(tables))
    await core.analyze()
    return tables
  } finally {
    core.events.changed(topics)
    await rm(folder, { recursive: true, force: true })
  }
}

async function requireForeignDatabase(core: Core, path: string): Promise<void> {
  requireAbsolute('path', [path])
  const theirs = await stat(path).catch((error) => {
    throw describeFileError(error, path)
  })
  if (!theirs.isFile())
    throw badField('path', `${path} is not a file. Give the path of the database, such as media.db.`)
  const ours = await stat(core.layout.database)
  if (theirs.ino === ours.ino && theirs.dev === ours.dev)
    throw badField('path', `${path} is the database of this library.`)
}
