import { stat, statfs } from 'node:fs/promises'
import type { Job } from '../../../shared/contract/jobs.ts'
import { isDiskFull, RushesError } from '../../../shared/errors.ts'
import { formatBytes } from '../../../shared/units.ts'
import type { Core } from '../../core.ts'
import { compactDatabase } from '../../database/backups/backup-thread.ts'
import { readFileSpace } from '../../database/connection/unused-space.ts'

const pollMs = 500

/** Starts the job that compacts the database. It can be cancelled until SQLite begins, which then ends by itself. */
export async function startCompaction(core: Core): Promise<Job> {
  core.access.requireWritable()
  const job = { kind: 'compact', title: core.layout.folder, unit: 'files', total: 1, isOnlyOne: true } as const
  return await core.jobs.start(job, async (running) => {
    const { file_bytes, unused_bytes } = await readFileSpace(core.db)
    const needed = file_bytes - unused_bytes
    await requireFree(core, needed)
    running.signal.throwIfAborted()
    await running.file(core.layout.database, async (onFraction) => {
      const timer = setInterval(() => void writtenTo(core).then((bytes) => onFraction(bytes / needed)), pollMs)
      try {
        await compactDatabase(core.layout.database)
      } catch (error) {
        throw isDiskFull(error) ? diskFull(needed, error) : error
      } finally {
        clearInterval(timer)
      }
    })
    running.advance(1)
  })
}

/** Returns the size of the log, to which SQLite writes the whole database anew before it replaces the old one. */
async function writtenTo({ layout }: Core): Promise<number> {
  return (await stat(`${layout.database}-wal`).catch(() => undefined))?.size ?? 0
}

/** @throws RushesError DISK_FULL */
async function requireFree({ layout }: Core, needed: number): Promise<void> {
  const { bavail, bsize } = await statfs(layout.folder)
  if (bavail * bsize < needed) throw diskFull(needed)
}

function diskFull(needed: number, cause?: unknown): RushesError {
  const message = `The database was not compacted and is as it was: that needs ${formatBytes(needed)} of free space on the library’s disk, and as much for temporary files. Free some space and try again.`
  return new RushesError('DISK_FULL', message, { cause })
}
