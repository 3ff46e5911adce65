import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { backupName, expiredBackups } from '../../../shared/backup-names.ts'
import type { Backup } from '../../../shared/contract/backups.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { isDiskFull, messageOf, RushesError } from '../../../shared/errors.ts'
import { dayMs, parseTimestamp } from '../../../shared/units.ts'
import type { Core } from '../../core.ts'
import { copyOnline } from '../../database/backups/backup-thread.ts'
import { setCheckpoints } from '../../database/backups/checkpoints.ts'
import { toTimestamp } from '../../database/connection/timestamp.ts'
import { readSetting, saveSetting } from '../../database/library-settings.ts'
import { listBackups } from '../../storage/backups.ts'
import { requireOwned } from '../../storage/inside-library.ts'
import { writeWhole } from '../../storage/whole-file.ts'
import { copyBackups } from './copy-backups.ts'

/** Starts the job that backs the database up. */
export async function startBackup(core: Core): Promise<Job> {
  core.access.requireWritable()
  const job = { kind: 'backup', title: core.layout.folder, unit: 'files', total: 1 } as const
  return await core.jobs.start(job, async (running) => {
    await createBackup(core, 'requested')
    running.advance(1)
    // The backup is there: a copy that fails is shown in the settings, and tried again.
    await copyBackups(core, running.signal).catch((error) =>
      core.log.warn('backup not copied', { error: messageOf(error) }),
    )
  })
}

async function createBackup(core: Core, reason: 'daily' | 'requested'): Promise<void> {
  const { layout, clock } = core
  const target = join(layout.backups, backupName(reason, clock(), process.pid))
  await writeWhole(layout, target, (temporary) =>
    withoutCheckpoints(core, () => copyOnline(layout.database, temporary)),
  ).catch((error) => {
    if (!isDiskFull(error)) throw error
    const message = `The library’s disk is full, so the database was not backed up to ${target}. Free some space and try again.`
    throw new RushesError('DISK_FULL', message, { cause: error })
  })
}

/**
 * Runs `work` while commits leave their pages in the log of the database: moving them needs syncs, which take long
 * while a backup is written to the same disk.
 */
async function withoutCheckpoints(core: Core, work: () => Promise<void>): Promise<void> {
  await core.write(({ db }) => setCheckpoints(db, 'off'))
  try {
    await work()
  } finally {
    await core.write(({ db }) => setCheckpoints(db, 'on'))
  }
}

const checkEveryMs = 60 * 60_000

/**
 * Creates a backup once the newest one is a day old, as long as the library is open, and removes daily ones that are no
 * longer kept. A new library gets its first one after a day. What is not copied elsewhere yet is tried each time.
 */
export function backUpDaily(core: Core): { close(): Promise<void> } {
  const closing = new AbortController()
  let checking = Promise.resolve()
  const check = () => {
    checking = backUpIfDue(core)
      .then(() => copyIfOpen(core, closing.signal))
      .catch((error) => core.log.warn('not backed up', { error: messageOf(error) }))
  }
  check()
  const timer = setInterval(check, checkEveryMs).unref()
  return {
    async close() {
      clearInterval(timer)
      closing.abort()
      await checking
    },
  }
}

async function copyIfOpen(core: Core, signal: AbortSignal): Promise<void> {
  if (core.access.state === 'writable') await copyBackups(core, signal)
}

/** Creates a daily backup if the newest backup, or else the database, is at least a day old. */
export async function backUpIfDue(core: Core): Promise<void> {
  if (core.access.state !== 'writable') return
  const now = toTimestamp(core.clock())
  // Backups dated after now are from before the clock was set back, and do not tell when the next is due.
  const newest = (await listBackups(core.layout)).find(({ created_at }) => created_at <= now)
  const last = newest ? parseTimestamp(newest.created_at) : (await stat(core.layout.database)).birthtimeMs
  if (Math.abs(core.clock().getTime() - last) < dayMs) return
  if (!(await reserve(core))) return
  await createBackup(core, 'daily').catch(async (error) => {
    await core.write(({ db }) => saveSetting(db, dailyBackup, { started_at: null }))
    throw error
  })
  await removeAll(core, expiredBackups(await listBackups(core.layout), toTimestamp(core.clock())))
}

/** When an instance of Rushes began the last daily backup; null after one that failed. */
const dailyBackup = {
  name: 'daily_backup',
  schema: z.object({ started_at: z.string().nullable().default(null) }),
}

/** Longer than any backup takes, and shorter than the time between two checks. */
const reservedMs = checkEveryMs / 2

/** Returns false if another instance has begun the daily backup. */
async function reserve({ write, clock }: Core): Promise<boolean> {
  return await write(async ({ db, now }) => {
    const { started_at } = await readSetting(db, dailyBackup)
    const isReserved = started_at !== null && Math.abs(clock().getTime() - parseTimestamp(started_at)) < reservedMs
    if (!isReserved) await saveSetting(db, dailyBackup, { started_at: now })
    return !isReserved
  })
}

async function removeAll({ layout }: Core, backups: readonly Backup[]): Promise<void> {
  for (const { name } of backups) await rm(await requireOwned(layout, join(layout.backups, name)), { force: true })
}
