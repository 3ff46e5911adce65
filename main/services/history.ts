import type { AnyContractProcedure } from '@orpc/contract'
import {
  type ChosenEntry,
  history as calls,
  type HistoryEntry,
  type HistoryFilter,
  type StoredEntry,
} from '../../shared/contract/history.ts'
import type { ProcedureMeta } from '../../shared/contract/procedure.ts'
import { RushesError } from '../../shared/errors.ts'
import { describeChanges } from '../../shared/history-words.ts'
import type { Core } from '../core.ts'
import type { Db } from '../database/connection/connection.ts'
import {
  findEntry,
  findEntryOfStep,
  findLastStep,
  findLastUndo,
  hasUnclaimedRows,
  listAuthors,
  listEntries,
} from '../database/journal/entries.ts'
import { listSubjects } from '../database/journal/subjects.ts'
import { type Caller, requireScope } from './calls/caller.ts'
import { implementCalls } from './calls/implement.ts'
import { reverseEntry, whyNot } from './history/reverse-entry.ts'

const os = implementCalls({ history: calls })

const subjectsShown = 5

async function show(db: Db, entry: StoredEntry): Promise<HistoryEntry> {
  return { ...entry, words: await wordsOf(db, entry), subjects: await listSubjects(db, entry.id, subjectsShown) }
}

/** Returns the entry that undos and redos lead back to; undefined if it is no longer kept. */
async function originOf(db: Db, entry: StoredEntry): Promise<StoredEntry | undefined> {
  let origin: StoredEntry | undefined = entry
  while (origin && origin.undoes !== null) origin = await findEntry(db, origin.undoes)
  return origin
}

/** Describes an entry; an undo or a redo by the step that it undid or redid. */
async function wordsOf(db: Db, entry: StoredEntry): Promise<string> {
  const origin = await originOf(db, entry)
  if (!origin || origin === entry) return describeChanges(entry)
  return `${entry.action === 'history.redo' ? 'Redid' : 'Undid'}: ${describeChanges(origin)}`
}

/** Lists entries, with what other programs wrote until now. */
async function list(core: Core, { limit, ...filter }: HistoryFilter & { limit: number }) {
  if (core.access.state === 'writable' && (await hasUnclaimedRows(core.db))) await core.write(async () => undefined)
  const entries = await listEntries(core.db, filter, limit)
  return { items: await Promise.all(entries.map((entry) => show(core.db, entry))) }
}

async function requireEntry(db: Db, id: number): Promise<StoredEntry> {
  const entry = await findEntry(db, id)
  if (!entry) throw new RushesError('NOT_FOUND', `History entry not found: ${id}.`)
  return entry
}

/** Finds the entry that a call names; of several with its step, the newest. */
async function findChosen(db: Db, { entry, step }: ChosenEntry): Promise<StoredEntry | undefined> {
  if (entry !== undefined) return await requireEntry(db, entry)
  if (step === undefined) return undefined
  const found = await findEntryOfStep(db, step)
  if (!found) throw new RushesError('NOT_FOUND', 'The step changed nothing that the history follows.')
  return found
}

const authorOf = ({ via, user_id }: Caller) => ({ author: via, user_id })

/** Requires the scope that a call or a job needed, to reverse what it did. @throws RushesError MISSING_SCOPE */
async function requireScopeOf(db: Db, caller: Caller, entry: StoredEntry): Promise<void> {
  const action = (await originOf(db, entry))?.action
  if (action === 'relink_folder') return requireScope(caller, 'admin')
  const [noun = '', call = ''] = action?.split('.') ?? []
  // Loaded on demand: the terminal lists takes without it.
  const { contract } = await import('../../shared/contract/index.ts')
  const procedures: Record<string, Record<string, AnyContractProcedure>> = contract
  const meta: ProcedureMeta | undefined = procedures[noun]?.[call]?.['~orpc'].meta
  requireScope(caller, meta?.scope ?? 'write')
}

async function reverse(core: Core, caller: Caller, entry: StoredEntry) {
  await requireScopeOf(core.db, caller, entry)
  const shown = await show(core.db, entry)
  return { entry: shown, reversed_by: await reverseEntry(core, entry) }
}

async function undo(core: Core, caller: Caller, input: ChosenEntry) {
  const entry = (await findChosen(core.db, input)) ?? (await findLastStep(core.db, authorOf(caller)))
  if (!entry) throw new RushesError('NOT_FOUND', 'Nothing to undo.')
  return await reverse(core, caller, entry)
}

/** Redoes an entry by reversing its undo; an entry that is an undo is reversed itself. */
async function redo(core: Core, caller: Caller, input: ChosenEntry) {
  const named = await findChosen(core.db, input)
  if (named && named.undone_by === null && named.action !== 'history.undo')
    throw new RushesError('CONFLICT', 'It has not been undone.')
  const by = named?.undone_by ?? null
  const entry =
    by === null ? (named ?? (await findLastUndo(core.db, authorOf(caller)))) : await requireEntry(core.db, by)
  if (!entry) throw new RushesError('NOT_FOUND', 'Nothing to redo.')
  return await reverse(core, caller, entry)
}

export const history = {
  list: os.history.list.handler(({ input, context: { core } }) => list(core, input)),
  authors: os.history.authors.handler(({ context: { core } }) => listAuthors(core.db)),
  check: os.history.check.handler(async ({ input, context: { core } }) => {
    const reason = await whyNot(core.db, await requireEntry(core.db, input.entry))
    return { is_possible: reason === null, reason }
  }),
  undo: os.history.undo.handler(({ input, context: { core, caller } }) => undo(core, caller, input)),
  redo: os.history.redo.handler(({ input, context: { core, caller } }) => redo(core, caller, input)),
}
