import { AsyncLocalStorage } from 'node:async_hooks'
import { describeFileError, RushesError } from '../../../shared/errors.ts'
import { formatCount } from '../../../shared/units.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../database/connection/connection.ts'
import { type CopyKey, findTrashedCopy, listTrashedCopies } from '../../database/duplicates/trashed-copies.ts'
import { countedDryRun } from '../../database/journal/dry-run.ts'
import { eachFile } from '../../jobs/each-file.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import { requireStepEnded, restoreCopy } from '../duplicates/restore-copies.ts'
import { trashCopy } from '../duplicates/trash-copies.ts'
import type { Plan } from './plan.ts'

/** Requires copies that are still in the trash. @throws RushesError CONFLICT, which names one that is not */
export async function requireTrashedCopies(db: Db, { copies: { restore } }: Plan): Promise<void> {
  for (const step of new Set(restore.map(({ step_id }) => step_id))) {
    const trashed = new Set((await listTrashedCopies(db, step)).map(({ seq }) => seq))
    const gone = restore.find(({ step_id, seq }) => step_id === step && !trashed.has(seq))
    if (gone) throw new RushesError('CONFLICT', `${gone.path} is no longer in the trash: restored or deleted for good.`)
  }
}

/** Returns the end of a dry run of `reverseCopies`; undefined if it has nothing to do. */
export function dryRunOfCopies({ copies: { restore, trash } }: Plan) {
  if (restore.length + trash.length === 0) return undefined
  return countedDryRun([
    { tbl: 'trashed_copies', op: 'delete', rows: restore.length },
    { tbl: 'trashed_copies', op: 'insert', rows: trash.length },
  ])
}

/**
 * Restores copies from the trash, and moves others there again, each compared as the first time. A job does it, so that
 * it has progress and can be cancelled; the returned promise waits for its end.
 * @throws RushesError CONFLICT if some stay where they are, which says how many and why; the others have moved then.
 */
export async function reverseCopies(core: Core, { copies: { restore, trash } }: Plan): Promise<void> {
  for (const step of new Set(restore.map(({ step_id }) => step_id))) await requireStepEnded(core, step)
  const stay = { restore: ['restored', 'still in the trash'], trash: ['moved to the trash', 'still in place'] } as const
  await moveCopies(core, 'restore_copies', restore, stay.restore, async ({ step_id, seq }, signal) => {
    const copy = await findTrashedCopy(core.db, step_id, seq)
    if (copy) await restoreCopy(core, copy, signal)
  })
  const leaving = new Set(trash.map(({ path }) => path))
  await moveCopies(core, 'trash_copies', trash, stay.trash, (copy, signal) =>
    trashCopy(core, { ...copy, leaving, signal }),
  )
}

/** Moves copies in a job, and waits for its end. @throws RushesError CONFLICT if some stay where they are */
async function moveCopies(
  core: Core,
  kind: 'restore_copies' | 'trash_copies',
  copies: readonly CopyKey[],
  [moved, where]: readonly [moved: string, where: string],
  move: (copy: CopyKey, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const total = copies.length
  if (total === 0) return
  const title = formatCount(total, 'copy', 'copies')
  const staying = new Set(copies)
  let reason: string | undefined
  const inStepOfCaller = AsyncLocalStorage.snapshot()
  const work = (job: RunningJob) =>
    eachFile(job, copies, async (copy) => {
      await move(copy, job.signal).catch((error: unknown) => {
        if (!job.signal.aborted) reason ??= describeFileError(error, copy.path).message
        throw error
      })
      staying.delete(copy)
      job.item({ path: copy.path, outcome: 'moved' })
    })
  const { id } = await core.jobs.start({ kind, title, unit: 'files', total }, (job) => inStepOfCaller(work, job))
  await core.jobs.ended(id)
  if (staying.size === 0) return
  const is = staying.size === 1 ? 'is' : 'are'
  throw new RushesError(
    'CONFLICT',
    `${staying.size} of ${title} could not be ${moved} and ${is} ${where}: ${reason ?? 'the job was cancelled.'}`,
  )
}
