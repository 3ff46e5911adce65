import { describeFileError, RushesError } from '../../../shared/errors.ts'
import { formatCount } from '../../../shared/units.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../database/connection/connection.ts'
import { findTrashedCopy, listTrashedCopies } from '../../database/duplicates/trashed-copies.ts'
import { countedDryRun } from '../../database/journal/dry-run.ts'
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
 * Restores copies from the trash, and moves others there again, each compared as the first time.
 * @throws RushesError CONFLICT if some stay where they are, which says how many and why; the others have moved then.
 */
export async function reverseCopies(core: Core, { copies: { restore, trash } }: Plan): Promise<void> {
  const reasons: string[] = []
  const each = async (path: string, move: () => Promise<void>) => {
    await move().catch((error: unknown) => reasons.push(describeFileError(error, path).message))
  }
  for (const step of new Set(restore.map(({ step_id }) => step_id))) await requireStepEnded(core, step)
  for (const { step_id, seq, path } of restore)
    await each(path, async () => {
      const copy = await findTrashedCopy(core.db, step_id, seq)
      if (copy) await restoreCopy(core, copy)
    })
  const { signal } = new AbortController()
  const leaving = new Set(trash.map(({ path }) => path))
  for (const copy of trash) await each(copy.path, () => trashCopy(core, { ...copy, leaving, signal }))
  const [reason] = reasons
  if (reason === undefined) return
  const count = `${reasons.length} of ${formatCount(restore.length + trash.length, 'copy', 'copies')}`
  const is = reasons.length === 1 ? 'is' : 'are'
  throw new RushesError(
    'CONFLICT',
    restore.length > 0
      ? `${count} could not be restored and ${is} still in the trash: ${reason}`
      : `${count} could not be moved to the trash and ${is} still in place: ${reason}`,
  )
}
