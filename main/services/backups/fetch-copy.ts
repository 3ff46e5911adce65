import { randomUUID } from 'node:crypto'
import { copyFile, realpath, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { copyName, readCopyName } from '../../../shared/backup-names.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { messageOf, RushesError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import { checkDatabase } from '../../database/backups/backup-thread.ts'
import { convertWithAge } from '../../storage/backup-copies/age.ts'
import { listBackups } from '../../storage/backups.ts'
import { incomingFolder } from '../../storage/incoming.ts'
import { requireNoLinks } from '../../storage/inside-library.ts'
import { type Layout, layoutOf } from '../../storage/layout.ts'
import { writeWhole } from '../../storage/whole-file.ts'
import { listCopies } from './copy-backups.ts'
import { findPassphrase, requireCopies } from './copy-settings.ts'

/** Starts the job that makes a copy a backup of the library again. @throws RushesError NOT_FOUND, BAD_INPUT */
export async function startFetch(core: Core, name: string, secret: string | undefined): Promise<Job> {
  core.access.requireWritable()
  const { target } = await requireCopies(core, 'quick')
  const copy = (await listCopies(target)).find((one) => one.name === name)
  if (!copy) throw new RushesError('NOT_FOUND', `There is no copy of the backup ${name} in ${target.name}.`)
  const known = secret ?? (copy.is_encrypted ? (await findPassphrase(core))?.passphrase : undefined)
  if (copy.is_encrypted && known === undefined) throw secretNeeded(name)
  const job = { kind: 'backup', title: name, unit: 'files', total: 1 } as const
  return await core.jobs.start(job, async (running) => {
    const stored = copyName(name, copy.is_encrypted)
    await takeBack(core.layout, stored, known, (to) => target.fetch(stored, to, running.signal), running.signal)
    running.advance(1)
  })
}

function secretNeeded(name: string): RushesError {
  return new RushesError('BAD_INPUT', `The copy ${name} is encrypted: its passphrase or private key is needed.`)
}

/**
 * Makes a copy that a person has as a file a backup of the library in `folder` again, also if its database is damaged.
 * Returns the name of the backup.
 * @throws RushesError BAD_INPUT, FILE_MISSING, LIBRARY_DAMAGED if the copy is damaged
 */
export async function fetchCopyFile(folder: string, path: string, secret: string | undefined): Promise<string> {
  const layout = layoutOf(await realpath(folder))
  requireNoLinks(layout)
  const read = readCopyName(basename(path))
  if (!read)
    throw new RushesError(
      'BAD_INPUT',
      `${path} has no name of a backup, such as media-daily-….db or media-daily-….db.age.`,
    )
  if (read.is_encrypted && secret === undefined) throw secretNeeded(path)
  await takeBack(layout, basename(path), secret, (to) => copyFile(path, to))
  return read.name
}

/** The backup is there as a whole and without damage, or not at all. One that is there already stays. */
async function takeBack(
  layout: Layout,
  stored: string,
  secret: string | undefined,
  read: (to: string) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const copy = readCopyName(stored)
  if (!copy) throw new RushesError('BAD_INPUT', `${stored} is no copy of a backup.`)
  if ((await listBackups(layout)).some(({ name }) => name === copy.name)) return
  const fetched = join(incomingFolder(layout), `${randomUUID()}.age`)
  try {
    await writeWhole(layout, join(layout.backups, copy.name), async (temporary) => {
      if (copy.is_encrypted) {
        await read(fetched)
        const request = { kind: 'decrypt', from: fetched, to: temporary, secret: secret ?? '', name: stored } as const
        await convertWithAge(request, signal)
      } else await read(temporary)
      await checkDatabase(temporary).catch((error) => {
        throw new RushesError('LIBRARY_DAMAGED', messageOf(error).replace(temporary, stored), { cause: error })
      })
    })
  } finally {
    await rm(fetched, { force: true })
  }
}
