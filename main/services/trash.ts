import { trash as calls, type TrashKey } from '../../shared/contract/trash.ts'
import type { Core } from '../core.ts'
import { countedDryRun, type DryRunEnd, isDryRun } from '../database/journal/dry-run.ts'
import { readSetting, saveSetting } from '../database/library-settings.ts'
import { findRemovedAt } from '../database/removal/trash.ts'
import type { TrashedCopyRow } from '../database/tables.ts'
import { implementCalls } from './calls/implement.ts'
import { startRestoring } from './duplicates/restore-copies.ts'
import { listAll, samplesOfTrash, sizeOfTrash, startDeletion } from './removal/empty-trash.ts'
import { listTrashPage } from './removal/list-trash.ts'
import { findCopy, kindsInTrash } from './removal/trash-kinds.ts'
import { trashLimits } from './removal/trash-limits.ts'

const os = implementCalls({ trash: calls })

/**
 * Restores items of the trash, what was removed last first: what was removed with a workflow that went before it finds
 * the workflow again.
 */
async function restore(core: Core, keys: readonly TrashKey[]) {
  if (isDryRun()) throw await dryRun(core, keys)
  const restored: TrashKey[] = []
  const copies: TrashedCopyRow[] = []
  for (const { kind, ids } of await inRunsOfOneKind(core, keys)) {
    const restoreRun = kindsInTrash[kind].restore
    if (restoreRun) restored.push(...(await restoreRun(core, ids)).map((id) => ({ kind, id })))
    else for (const id of ids) copies.push(...[await findCopy(core, id)].filter((copy) => copy !== undefined))
  }
  return { restored, job: copies.length > 0 ? await startRestoring(core, copies) : null }
}

const tables = {
  video: 'videos',
  image: 'media',
  workflow: 'workflows',
  timeline: 'timelines',
  branch: 'checkpoints',
  copy: 'trashed_copies',
} as const

async function dryRun(core: Core, keys: readonly TrashKey[]): Promise<DryRunEnd> {
  const trashed: TrashKey[] = []
  for (const key of keys) if ((await findRemovedAt(core.db, key)) !== undefined) trashed.push(key)
  const changes = Object.entries(tables).map(([kind, tbl]) => {
    const op = kind === 'copy' ? ('delete' as const) : ('insert' as const)
    return { tbl, op, rows: trashed.filter((key) => key.kind === kind).length }
  })
  return countedDryRun(changes, await samplesOfTrash(core.db, trashed))
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

export const trash = {
  list: os.trash.list.handler(({ input, context: { core } }) => listTrashPage(core, input, input)),
  size: os.trash.size.handler(async ({ input, context: { core } }) => ({ size_bytes: await sizeOfTrash(core, input) })),
  limits: os.trash.limits.handler(({ context: { core } }) => readSetting(core.db, trashLimits)),
  setLimits: os.trash.setLimits.handler(({ input, context: { core } }) =>
    core.write(async ({ db, touch }) => {
      await saveSetting(db, trashLimits, input)
      touch('trash')
      return input
    }),
  ),
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
