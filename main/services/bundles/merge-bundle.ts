import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { topics } from '../../../shared/contract/events.ts'
import type { AdoptedTable } from '../../../shared/contract/library.ts'
import type { Row } from '../../database/adopt/columns.ts'
import { createReport, type Report } from '../../database/adopt/report.ts'
import { type BundledTable, bundledTables } from '../../database/bundles/bundled-tables.ts'
import { findCollectionsNamed, findDefinitions } from '../../database/bundles/imported-content.ts'
import { type MergePlan, planRows, writePlan } from '../../database/bundles/merge-rows.ts'
import type { Db } from '../../database/connection/connection.ts'
import type { Transaction } from '../../database/connection/write.ts'
import { eachFile } from '../../jobs/each-file.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import { incomingFolder } from '../../storage/incoming.ts'
import { privateFolder } from '../../storage/make-folder.ts'
import { storeFrames } from '../timelines/record-frames.ts'
import { mergeContents } from './merge-contents.ts'
import { type Merging, reportPlan } from './merging.ts'
import { placeAudio, unpackFrames } from './place-media.ts'
import { inBatches, noIds, sizeOfRow, translate } from './translate.ts'

/** Merges a bundle into the library, or reports what that would change. */
export async function mergeBundle(
  given: Pick<Merging, 'core' | 'bundle' | 'decide' | 'job'>,
): Promise<Pick<Merging, 'conflicts'> & { tables: AdoptedTable[] }> {
  const merging: Merging = { ...given, ids: noIds(), conflicts: { total: 0, items: [] } }
  const reports: AdoptedTable[] = []
  for (const table of bundledTables) {
    const report = createReport(table.name)
    if (table.name === 'videos' || table.name === 'media') await mergeContents(merging, table, table.name, report)
    else await mergeTable(merging, table, report)
    reports.push(report.result())
  }
  return { conflicts: merging.conflicts, tables: reports }
}

async function mergeTable(merging: Merging, table: BundledTable, report: Report): Promise<void> {
  if (table.name === 'processing_jobs') await placeAllAudio(merging)
  const rows = translated(merging, table, report)
  const keyOf = (row: Row) => table.key.map((column) => String(row[column])).join('\0')
  for await (const batch of inBatches(rows, ({ row }) => ({ key: keyOf(row), bytes: sizeOfRow(row) }))) {
    merging.job?.signal.throwIfAborted()
    await mergeBatch(
      merging,
      table,
      batch.map(({ row }) => row),
      report,
    )
    if (table.name === 'definitions')
      await rememberDefinitions(
        merging,
        batch.map(({ theirs }) => theirs),
      )
  }
}

/** Yields the rows of a table with the ids and paths of the library, and as the bundle has them. */
async function* translated(
  { core, bundle, ids }: Merging,
  table: BundledTable,
  report: Report,
): AsyncGenerator<{ row: Row; theirs: Row }> {
  for await (const theirs of bundle.rows(table.name)) {
    if (table.name === 'collections')
      for (const [id, ours] of await findCollectionsNamed(core.db, [theirs])) ids.collection.set(id, ours)
    const row = translate(core.layout.folder, table, theirs, ids)
    if (row) yield { row, theirs }
    else report.leaveOut('belongs to a take or an image that was not imported')
  }
}

async function mergeBatch(merging: Merging, table: BundledTable, rows: readonly Row[], report: Report): Promise<void> {
  const { core, job, ids, decide } = merging
  if (!job) return reportPlan(merging, await planBatch(core.db, table, rows, merging), report)
  let added: readonly Row[] = []
  const write = async ({ db, touch }: Transaction) => {
    const plan = await planBatch(db, table, rows, { ids, decide })
    await writePlan(db, table, plan, report)
    added = plan.added
    touch(...topics)
  }
  if (table.name === 'timeline_frames') await writeFrames(merging, rows, write, job)
  else await core.write(write)
  if (table.name === 'workflow_executions') for (const { id } of added) ids.newRuns.add(id)
}

async function planBatch(
  db: Db,
  table: BundledTable,
  rows: readonly Row[],
  { ids, decide }: Pick<Merging, 'ids' | 'decide'>,
): Promise<MergePlan> {
  if (table.name !== 'executed_definitions') return await planRows(db, table, rows, decide)
  // For a run that was just added, a trigger wrote the definition that its workflow has now.
  const added = rows.filter((row) => ids.newRuns.has(row.execution_id))
  const plan = await planRows(
    db,
    table,
    rows.filter((row) => !ids.newRuns.has(row.execution_id)),
    decide,
  )
  return { ...plan, added: [...plan.added, ...added] }
}

async function rememberDefinitions({ core, ids }: Merging, rows: readonly Row[]): Promise<void> {
  for (const [theirs, ours] of await findDefinitions(core.db, rows)) ids.definition.set(theirs, ours)
}

/** Writes rows of frames with the pictures that the library lacks. */
async function writeFrames(
  { core, bundle }: Merging,
  rows: readonly Row[],
  write: (transaction: Transaction) => Promise<void>,
  job: RunningJob,
): Promise<void> {
  const folder = join(incomingFolder(core.layout), `frames-${randomUUID()}`)
  await mkdir(folder, { mode: privateFolder })
  try {
    const frames = await unpackFrames(core, bundle, rows, folder, { signal: job.signal, onFraction: () => undefined })
    if (frames.length > 0) await storeFrames(core, frames, write, job.signal)
    else await core.write(write)
    job.advance(frames.length)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function placeAllAudio({ core, bundle, job }: Merging): Promise<void> {
  const files = [...bundle.media.values()].filter(({ path }) => path.startsWith('audio/'))
  if (!job) return
  await eachFile(job, files, async (file, onFraction) => {
    const isNew = await placeAudio(core, bundle, file, { signal: job.signal, onFraction })
    job.item({ path: file.path, outcome: isNew ? 'made' : 'cached' })
  })
}
