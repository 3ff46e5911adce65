import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { copyName, expiredBackups, readCopyName } from '../../../shared/backup-names.ts'
import type { BackupCopy, CopySettings } from '../../../shared/contract/backups.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { describeFileError, messageOf, RushesError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import { archiveBackup } from '../../database/backups/backup-thread.ts'
import { toTimestamp } from '../../database/connection/timestamp.ts'
import { convertWithAge } from '../../storage/backup-copies/age.ts'
import type { CopyTarget } from '../../storage/backup-copies/copy-target.ts'
import { listBackups } from '../../storage/backups.ts'
import { incomingFolder } from '../../storage/incoming.ts'
import { findPassphrase, openCopies, recordFailure, requireCopies } from './copy-settings.ts'

/** Lists the copies of backups, newest first. Other files there are left out. */
export async function listCopies(target: CopyTarget): Promise<BackupCopy[]> {
  const found = (await target.list()).flatMap(({ name, size_bytes }) => {
    const read = readCopyName(name)
    return read ? [{ ...read, size_bytes }] : []
  })
  return found.sort((one, other) => (one.created_at < other.created_at ? 1 : -1))
}

/** Starts the job that copies the backups. */
export async function startCopying(core: Core): Promise<Job> {
  core.access.requireWritable()
  const { target } = await requireCopies(core, 'quick')
  const job = { kind: 'backup', title: target.name, unit: 'files', total: 1 } as const
  return await core.jobs.start(job, async (running) => {
    await copyBackups(core, running.signal)
    running.advance(1)
  })
}

/**
 * Copies the backups that are not elsewhere yet, if there is a place, and removes copies that are no longer kept. What
 * failed is recorded.
 */
export async function copyBackups(core: Core, signal?: AbortSignal): Promise<void> {
  try {
    const opened = await openCopies(core, 'patient')
    if (opened) await copyMissing(core, opened, signal)
    await recordFailure(core, null)
  } catch (error) {
    if (signal?.aborted) throw error
    await recordFailure(core, messageOf(error))
    throw error
  }
}

/** The newest first, so that a disk which fills up has that. */
async function copyMissing(
  core: Core,
  { settings, target }: { settings: CopySettings; target: CopyTarget },
  signal: AbortSignal | undefined,
): Promise<void> {
  const copies = await listCopies(target)
  const known = new Set(copies.map(({ name }) => name))
  const missing = (await listBackups(core.layout)).filter(
    ({ name, reason }) => (reason === 'daily' || reason === 'requested') && !known.has(name),
  )
  const expired = new Set(expiredBackups([...copies, ...missing], toTimestamp(core.clock())).map(({ name }) => name))
  for (const { name } of missing) {
    signal?.throwIfAborted()
    if (!expired.has(name)) await copyBackup(core, settings, { target, name, signal })
  }
  for (const { name, is_encrypted } of copies) {
    if (expired.has(name)) await target.delete(copyName(name, is_encrypted))
  }
}

interface Copying {
  target: CopyTarget
  /** The name of the backup. */
  name: string
  signal: AbortSignal | undefined
}

async function copyBackup(core: Core, settings: CopySettings, { target, name, signal }: Copying): Promise<void> {
  const { layout, files } = core
  const archive = join(incomingFolder(layout), `${randomUUID()}.db`)
  const encrypted = `${archive}.age`
  const backup = join(layout.backups, name)
  const isEncrypted = settings.encryption !== 'none'
  const key = await keyOf(core, settings)
  try {
    await archiveBackup(backup, archive)
    if (isEncrypted) await convertWithAge({ kind: 'encrypt', from: archive, to: encrypted, ...key }, signal)
    const path = isEncrypted ? encrypted : archive
    const { file_hash, size_bytes } = await files.run({ kind: 'hash', path }, { signal })
    await target.put(copyName(name, isEncrypted), { path, file_hash, size_bytes }, signal)
  } catch (error) {
    throw describeFileError(error, backup)
  } finally {
    for (const path of [archive, encrypted]) await rm(path, { force: true })
  }
}

async function keyOf(core: Core, { encryption, recipient }: CopySettings) {
  if (encryption === 'none') return {}
  if (encryption === 'recipient') return { recipient: recipient ?? '' }
  const found = await findPassphrase(core)
  if (found) return { passphrase: found.passphrase }
  throw new RushesError(
    'STORAGE_FAILED',
    'The passphrase for copies of backups is not on this computer. Save it in the settings of the desktop window, or ' +
      'set RUSHES_BACKUP_PASSPHRASE.',
  )
}
