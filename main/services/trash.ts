import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Job } from '../../shared/contract/jobs.ts'
import { trash as calls, type TrashFilter, type TrashItem, type TrashKey } from '../../shared/contract/trash.ts'
import { formatCount } from '../../shared/units.ts'
import { deleteUnneededObjects } from '../contents/bucket-deletions.ts'
import type { Core } from '../core.ts'
import { timestampBefore } from '../database/connection/timestamp.ts'
import { currentStep } from '../database/journal/current-step.ts'
import { DryRunEnd } from '../database/journal/dry-run.ts'
import { noteInJournal } from '../database/journal/note.ts'
import {
  countTrash,
  deleteTombstone,
  findRemovedAt,
  isSubject,
  listTrash,
  namesInTrash,
} from '../database/removal/trash.ts'
import type { TrashedCopyRow } from '../database/tables.ts'
import { sumTimelinesInTrash } from '../database/timelines/in-trash.ts'
import { eachFile } from '../jobs/each-file.ts'
import { statLink } from '../storage/stat-link.ts'
import { implementCalls } from './calls/implement.ts'
import { startRestoring } from './duplicates/restore-copies.ts'
import { findCopy, kindsInTrash } from './removal/trash-kinds.ts'

const os = implementCalls({ trash: calls })

type Page = { offset: number; limit: number }

function olderThan(core: Core, days: number | undefined): string | undefined {
  return days === undefined ? undefined : timestampBefore(core.clock(), days)
}

async function list(core: Core, { older_than_days, kind }: TrashFilter, page: Page) {
  const filter = { kind, removedBefore: olderThan(core, older_than_days) }
  const [rows, total] = await Promise.all([listTrash(core.db, filter, page), countTrash(core.db, filter)])
  const items = rows.map(async (row): Promise<TrashItem> => {
    // A path that leads out of the trash has nothing to free.
    const size_bytes = await kindsInTrash[row.kind].sizeOf(core, row.id).catch(() => 0)
    return { ...row, size_bytes }
  })
  return { items: await Promise.all(items), total }
}

/** Measures all files below a folder, in bytes; 0 if it does not exist. */
async function sizeOfFolder(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  let bytes = 0
  for (const entry of entries) {
    const path = join(folder, entry.name)
    bytes += entry.isDirectory() ? await sizeOfFolder(path) : Number((await statLink(path))?.size ?? 0)
  }
  return bytes
}

/**
 * Restores items of the trash, what was removed last first: what was removed with a workflow that went before it finds
 * the workflow again.
 */
async function restore(core: Core, keys: readonly TrashKey[]) {
  const restored: TrashKey[] = []
  const copies: TrashedCopyRow[] = []
  for (const { kind, ids } of await inRunsOfOneKind(core, keys)) {
    const restoreRun = kindsInTrash[kind].restore
    if (restoreRun) restored.push(...(await restoreRun(core, ids)).map((id) => ({ kind, id })))
    else for (const id of ids) copies.push(...[await findCopy(core, id)].filter((copy) => copy !== undefined))
  }
  return { restored, job: copies.length > 0 ? await startRestoring(core, copies) : null }
}

/** Orders keys by the time of their removal, the last first, and joins neighbours of one kind. */
async function inRunsOfOneKind(core: Core, keys: readonly TrashKey[]) {
  const timed = await Promise.all(keys.map(async (key) => ({ key, time: (await findRemovedAt(core.db, key)) ?? '' })))
  timed.sort((a, b) => (a.time < b.time ? 1 : a.time > b.time ? -1 : 0))
  const runs: { kind: TrashKey['kind']; ids: string[] }[] = []
  for (const { key } of timed) {
    const last = runs.at(-1)
    if (last?.kind === key.kind) last.ids.push(key.id)
    else runs.push({ kind: key.kind, ids: [key.id] })
  }
  return runs
}

/** Starts the job that deletes items: their files first, so that what could not be deleted stays in the list. */
async function startDeletion(core: Core, items: readonly (TrashKey & { path: string })[]): Promise<Job> {
  if (currentStep()?.isDryRun) throw await deletionReport(core, items)
  const title = formatCount(items.length, 'item')
  const job = { kind: 'empty_trash', title, unit: 'files', total: items.length } as const
  return await core.jobs.start(job, async (running) => {
    await eachFile(running, items, async ({ kind, id }) => {
      await kindsInTrash[kind].deleteFiles(core, id)
      await core.write(async ({ db, touch }) => {
        await deleteTombstone(db, { kind, id })
        await noteInJournal(db, 'trash', id)
        touch('trash')
      })
    })
    // Objects that could not be deleted stay in `bucket_deletions` for the next time.
    await deleteUnneededObjects(core).catch((error) => core.log.warn('objects not deleted', { error: String(error) }))
  })
}

/** Reports what a deletion would delete, with the names of the first items. */
async function deletionReport(core: Core, items: readonly TrashKey[]): Promise<DryRunEnd> {
  const first = items.filter(isSubject).slice(0, 5)
  const samples = await namesInTrash(core.db, first)
  const change = { tbl: 'trash', op: 'note', rows: items.length, subjects: items.length, old: null, new: null } as const
  return new DryRunEnd({ dry_run: true, changes: items.length > 0 ? [change] : [], samples })
}

const readAtOnce = 1000

async function listAll(core: Core, { kind, older_than_days }: TrashFilter) {
  const filter = { kind, removedBefore: olderThan(core, older_than_days) }
  const all: (TrashKey & { path: string })[] = []
  const total = await countTrash(core.db, filter)
  for (let offset = 0; offset < total; offset += readAtOnce) {
    const rows = await listTrash(core.db, filter, { offset, limit: readAtOnce })
    all.push(...rows.map(({ kind, id, path, name }) => ({ kind, id, path: path ?? name })))
  }
  return all
}

export const trash = {
  list: os.trash.list.handler(({ input, context: { core } }) => list(core, input, input)),
  size: os.trash.size.handler(async ({ context: { core } }) => ({
    size_bytes: (await sizeOfFolder(core.layout.trash)) + (await sumTimelinesInTrash(core.db)),
  })),
  restore: os.trash.restore.handler(({ input, context: { core } }) => restore(core, input.items)),
  delete: os.trash.delete.handler(async ({ input, context: { core } }) => {
    const known = await Promise.all(input.items.map(async (key) => await findRemovedAt(core.db, key)))
    return await startDeletion(
      core,
      input.items.filter((_, index) => known[index] !== undefined).map((key) => ({ ...key, path: key.id })),
    )
  }),
  empty: os.trash.empty.handler(async ({ input, context: { core } }) =>
    startDeletion(core, await listAll(core, input)),
  ),
}
