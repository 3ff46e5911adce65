import { v7 as uuidv7 } from 'uuid'
import { topics } from '../../../shared/contract/events.ts'
import type { StoredEntry } from '../../../shared/contract/history.ts'
import { RushesError, systemCode } from '../../../shared/errors.ts'
import type { TableChange } from '../../../shared/history.ts'
import type { Core } from '../../core.ts'
import type { Db, WritableDb } from '../../database/connection/connection.ts'
import type { Transaction } from '../../database/connection/write.ts'
import { currentStep, type Step, withStep } from '../../database/journal/current-step.ts'
import { findEntry, findEntryOfStep } from '../../database/journal/entries.ts'
import { type JournalRow, readRows } from '../../database/journal/net-changes.ts'
import { writeFormerRows } from '../../database/journal/reverse.ts'
import { recordReversal } from '../../database/journal/unfollowed.ts'
import {
  removeAnalyses,
  removeProcessing,
  restoreAnalyses,
  restoreProcessing,
} from '../../database/removal/removed-caches.ts'
import { removeWorkflow, restoreWorkflow } from '../../database/removal/removed-workflows.ts'
import { listAssociatedIds } from '../../database/workflows/associations.ts'
import { type Removable, removableImages, removableVideos } from '../removal/removable.ts'
import { removeAll, restoreAll } from '../removal/remove.ts'
import { type Plan, planReversal, requireUnchanged } from './plan.ts'
import { dryRunOfCopies, requireTrashedCopies, reverseCopies } from './reverse-copies.ts'

/**
 * Reverses an entry of the journal: rows get their former values, takes, images and workflows that it removed are
 * restored, and those that it added are removed. The reversal is an entry of its own, whose reversal is the redo.
 * Returns its id.
 * @throws RushesError CONFLICT, which says why it is no longer possible; nothing is changed then.
 */
export async function reverseEntry(core: Core, entry: StoredEntry): Promise<number> {
  const defaults = { author: 'rushes', user_id: null, action: 'history.undo' }
  const step: Step = { ...defaults, ...currentStep(), id: uuidv7(), undoes: entry.id }
  return await withStep(step, async () => {
    const plan = await requirePlan(core.db, entry)
    const dryRun = step.isDryRun && dryRunOfCopies(plan)
    if (dryRun) throw dryRun
    const alongside = once((transaction: Transaction) => reverseRows(transaction, entry))
    const { restore, remove } = plan
    await perform(core, removableVideos, { restore: restore.videos, remove: remove.videos }, alongside)
    await perform(core, removableImages, { restore: restore.media, remove: remove.media }, alongside)
    if (!alongside.isDone()) await core.write(alongside.run).catch(rethrow)
    await reverseCopies(core, plan, step)
    const reversal = await findEntryOfStep(core.db, step.id)
    if (!reversal) throw new RushesError('CONFLICT', 'All of it has been reversed by other steps already.')
    return reversal.id
  })
}

/** Says why an entry can’t be reversed; null if it can, as far as its first rows tell. */
export async function whyNot(db: Db, entry: StoredEntry): Promise<string | null> {
  try {
    await requirePlan(db, entry, rowsChecked)
    return null
  } catch (error) {
    if (error instanceof RushesError) return error.message
    throw error
  }
}

const rowsChecked = 1000

/** Says what to do in place of an undo, after a step that only the journal's notes record. */
function whyFinal({ tbl }: TableChange, action: string | null): string {
  if (tbl === 'trash') return 'What was deleted for good can’t be restored.'
  if (action === 'archive') return 'The files are in the archive. Fetch the takes back from the page of the workflow.'
  if (action === 'upload') return 'The files are in the bucket. Fetch the takes back to have them on this computer.'
  if (action === 'fetch') return 'The files are in the library again. Archive or upload the takes once more.'
  return 'A relink only says where the file is now. Locate another file to change it.'
}

async function requirePlan(db: Db, entry: StoredEntry, limit?: number): Promise<Plan> {
  if (entry.undone_by !== null) throw new RushesError('CONFLICT', 'It has been undone already.')
  const note = entry.changes.find(({ op }) => op === 'note')
  if (note) throw new RushesError('CONFLICT', whyFinal(note, entry.action))
  const rows = await readRows(db, entry.id, limit)
  if (limit === undefined) requireWhole(entry, rows)
  const plan = planReversal(rows)
  await requireUnchanged(db, plan)
  await requireInTrash(db, removableVideos, plan.restore.videos)
  await requireInTrash(db, removableImages, plan.restore.media)
  await requireTrashedCopies(db, plan)
  return plan
}

/** Requires all rows of an entry, of which the oldest may be deleted already. @throws RushesError CONFLICT */
function requireWhole({ changes }: StoredEntry, rows: readonly JournalRow[]): void {
  const total = changes.reduce((sum, change) => sum + change.rows, 0)
  if (rows.filter(({ op }) => op !== 'replace').length < total)
    throw new RushesError('CONFLICT', 'It is so old that the history no longer has all of it.')
}

/** @throws RushesError CONFLICT if one was deleted for good, or its content imported again */
async function requireInTrash<Removed>(db: Db, kind: Removable<Removed>, ids: readonly string[]): Promise<void> {
  const removed: Removed[] = []
  for (const id of ids) {
    const one = await kind.findRemoved(db, id)
    if (!one)
      throw new RushesError(
        'CONFLICT',
        `Of what it removed, ${id} is no longer in the trash: restored or deleted for good.`,
      )
    removed.push(one)
  }
  await kind.requireGone(db, removed)
}

async function reverseRows(transaction: Transaction, entry: StoredEntry): Promise<void> {
  const { db, touch, now } = transaction
  const current = await findEntry(db, entry.id)
  if (!current || current.undone_by !== null) throw new RushesError('CONFLICT', 'It has been undone already.')
  const plan = planReversal(await readRows(db, entry.id))
  await requireUnchanged(db, plan)
  for (const id of plan.restore.workflows) await restoreWorkflow(db, id)
  await recordReversal(db, plan.rows, () => writeFormerRows(db, plan.rows))
  await reverseCaches(db, plan)
  for (const id of plan.remove.workflows) if (!(await isUsed(db, id, plan))) await removeWorkflow(db, id, now)
  touch(...topics)
}

/** Restores and removes cached rows. One that was made again meanwhile is newer, and stays. */
async function reverseCaches(db: WritableDb, { restore, remove }: Plan): Promise<void> {
  await restoreAnalyses(db, restore.analysis_jobs.map(Number))
  await removeAnalyses(db, remove.analysis_jobs.map(Number))
  await restoreProcessing(db, restore.processing_jobs)
  await removeProcessing(db, remove.processing_jobs)
}

/** Returns whether a workflow that came with an import has become that of other takes too. */
async function isUsed(db: Db, id: string, { remove, associated }: Plan): Promise<boolean> {
  if (remove.videos.length + remove.media.length === 0) return false
  const own = new Set([...remove.videos, ...associated])
  return (await listAssociatedIds(db, id)).some((video) => !own.has(video))
}

async function perform<Removed>(
  core: Core,
  kind: Removable<Removed>,
  { restore, remove }: { restore: string[]; remove: string[] },
  alongside: Once,
): Promise<void> {
  const also = alongside.isDone() ? undefined : alongside.run
  if (restore.length > 0) await restoreAll(core, kind, restore, also).catch(rethrow)
  if (remove.length > 0)
    await removeAll(core, kind, remove, alongside.isDone() ? undefined : alongside.run).catch(rethrow)
}

interface Once {
  run(transaction: Transaction): Promise<void>
  isDone(): boolean
}

/** Runs `work` in the first transaction that succeeds. */
function once(work: (transaction: Transaction) => Promise<void>): Once {
  let isDone = false
  return {
    isDone: () => isDone,
    run: async (transaction) => {
      await work(transaction)
      isDone = true
    },
  }
}

function rethrow(error: unknown): never {
  if (systemCode(error)?.startsWith('SQLITE_CONSTRAINT'))
    throw new RushesError(
      'CONFLICT',
      'A row that it would restore belongs to something that has been removed since then.',
      {
        cause: error,
      },
    )
  throw error
}
