import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { DryRun } from '../../../shared/contract/history.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import type { TrashFilter, TrashKey } from '../../../shared/contract/trash.ts'
import { formatCount } from '../../../shared/units.ts'
import { deleteUnneededObjects } from '../../contents/bucket-deletions.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../database/connection/connection.ts'
import { timestampBefore } from '../../database/connection/timestamp.ts'
import { readFileSpace, releasePages } from '../../database/connection/unused-space.ts'
import { countedDryRun, type DryRunEnd, isDryRun } from '../../database/journal/dry-run.ts'
import { noteInJournal } from '../../database/journal/note.ts'
import { countTrash, deleteTombstone, isSubject, listTrash, namesInTrash } from '../../database/removal/trash.ts'
import { sumTimelinesInTrash } from '../../database/timelines/in-trash.ts'
import { eachFile } from '../../jobs/each-file.ts'
import { statLink } from '../../storage/stat-link.ts'
import { kindsInTrash } from './trash-kinds.ts'

/** An item to delete, with the name that the job shows. */
type DeletedItem = TrashKey & { path: string }

/** Returns the timestamp of so many days ago. */
export function olderThan(core: Core, days: number | undefined): string | undefined {
  return days === undefined ? undefined : timestampBefore(core.clock(), days)
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

/** Measures an item; a path that leads out of the trash has nothing to free. */
export async function sizeInTrash(core: Core, { kind, id }: TrashKey): Promise<number> {
  return await kindsInTrash[kind].sizeOf(core, id).catch(() => 0)
}

/** Measures what deleting the items of a filter frees, in bytes. */
export async function sizeOfTrash(core: Core, filter: TrashFilter): Promise<number> {
  if (filter.kind === undefined && filter.older_than_days === undefined)
    return (await sizeOfFolder(core.layout.trash)) + (await sumTimelinesInTrash(core.db))
  let bytes = 0
  for (const item of await listAll(core, filter)) bytes += await sizeInTrash(core, item)
  return bytes
}

/** Starts the job that deletes items: their files first, so that what could not be deleted stays in the list. */
export async function startDeletion(core: Core, items: readonly DeletedItem[]): Promise<Job> {
  if (isDryRun()) throw await deletionReport(core, items)
  const title = formatCount(items.length, 'item')
  const job = { kind: 'empty_trash', title, unit: 'files', total: items.length } as const
  return await core.jobs.start(job, async (running) => {
    await eachFile(running, items, async ({ kind, id }) => {
      await kindsInTrash[kind].delete(core, id, () =>
        core.write(async ({ db, touch }) => {
          await deleteTombstone(db, { kind, id })
          await noteInJournal(db, 'trash', id)
          touch('trash')
        }),
      )
    })
    await shrinkDatabase(core, running.signal)
    // Objects that could not be deleted stay in `bucket_deletions` for the next time.
    await deleteUnneededObjects(core).catch((error) => core.log.warn('objects not deleted', { error: String(error) }))
  })
}

/** Gives the space of deleted rows back to the disk, in short transactions between which others can write. */
async function shrinkDatabase({ db, write }: Core, signal: AbortSignal): Promise<void> {
  for (let left = Number.POSITIVE_INFINITY; !signal.aborted; ) {
    const { unused_bytes } = await readFileSpace(db)
    if (unused_bytes === 0 || unused_bytes >= left) return
    left = unused_bytes
    await write((transaction) => releasePages(transaction.db))
  }
}

async function deletionReport(core: Core, items: readonly TrashKey[]): Promise<DryRunEnd> {
  return countedDryRun([{ tbl: 'trash', op: 'note', rows: items.length }], await samplesOfTrash(core.db, items))
}

/** Returns the first takes, images and workflows among items of the trash, as samples of a dry run. */
export async function samplesOfTrash(db: Db, items: readonly TrashKey[]): Promise<DryRun['samples']> {
  return await namesInTrash(db, items.filter(isSubject).slice(0, 5))
}

const readAtOnce = 1000

/** Lists all items of the trash that match a filter, newest first. */
export async function listAll(core: Core, { kind, older_than_days }: TrashFilter): Promise<DeletedItem[]> {
  const filter = { kind, removedBefore: olderThan(core, older_than_days) }
  const all: DeletedItem[] = []
  const total = await countTrash(core.db, filter)
  for (let offset = 0; offset < total; offset += readAtOnce) {
    const rows = await listTrash(core.db, filter, { offset, limit: readAtOnce })
    all.push(...rows.map(({ kind, id, path, name }) => ({ kind, id, path: path ?? name })))
  }
  return all
}
