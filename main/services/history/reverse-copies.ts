import { RushesError } from '../../../shared/errors.ts'
import { formatCount } from '../../../shared/units.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../database/connection/connection.ts'
import { type CopyKey, findTrashedCopy, listTrashedCopies } from '../../database/duplicates/trashed-copies.ts'
import { listJobItems } from '../../database/jobs.ts'
import { type Step, withStep } from '../../database/journal/current-step.ts'
import { countedDryRun } from '../../database/journal/dry-run.ts'
import type { TrashedCopyRow } from '../../database/tables.ts'
import { jobItemOf } from '../../jobs/job.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import { requireStepEnded, restoreAll } from '../duplicates/restore-copies.ts'
import { trashAll } from '../duplicates/trash-copies.ts'
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
 * Restores copies from the trash, and moves others there again, each compared as the first time. Jobs do it as part of
 * `step`, so that it has progress and can be cancelled; the returned promise waits for their end.
 * @throws RushesError CONFLICT if some stay where they are, which says how many and why; the others have moved then.
 */
export async function reverseCopies(core: Core, { copies: { restore, trash } }: Plan, step: Step): Promise<void> {
  for (const stepId of new Set(restore.map(({ step_id }) => step_id))) await requireStepEnded(core, stepId)
  if (restore.length > 0)
    await moveCopies(core, 'restore_copies', restore, (job) =>
      withStep(step, async () => restoreAll(core, await listInTrash(core.db, restore), job)),
    )
  if (trash.length > 0)
    await moveCopies(core, 'trash_copies', trash, (job) => withStep(step, () => trashAll(core, trash, job)))
}

const stays = {
  restore_copies: { moved: 'restored', where: 'still in the trash' },
  trash_copies: { moved: 'moved to the trash', where: 'still in place' },
} as const

/** Runs a job that moves copies, and waits for its end. @throws RushesError CONFLICT if some stay where they are */
async function moveCopies(
  core: Core,
  kind: keyof typeof stays,
  copies: readonly CopyKey[],
  work: (job: RunningJob) => Promise<void>,
): Promise<void> {
  const total = copies.length
  const title = formatCount(total, 'copy', 'copies')
  const { id } = await core.jobs.start({ kind, title, unit: 'files', total }, work)
  await core.jobs.ended(id)
  const inTrash = (await listInTrash(core.db, copies)).length
  const staying = kind === 'restore_copies' ? inTrash : total - inTrash
  if (staying === 0) return
  const [failed] = await listJobItems(core.db, { id, outcome: 'failed', limit: 1, offset: 0 })
  const reason = (failed && jobItemOf(failed).error?.message) ?? 'the job was cancelled.'
  const { moved, where } = stays[kind]
  const is = staying === 1 ? 'is' : 'are'
  throw new RushesError('CONFLICT', `${staying} of ${title} could not be ${moved} and ${is} ${where}: ${reason}`)
}

/** Returns those of the copies that are in the trash. */
async function listInTrash(db: Db, copies: readonly CopyKey[]): Promise<TrashedCopyRow[]> {
  const found: TrashedCopyRow[] = []
  for (const { step_id, seq } of copies) {
    const copy = await findTrashedCopy(db, step_id, seq)
    if (copy) found.push(copy)
  }
  return found
}
