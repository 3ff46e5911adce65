import { basename } from 'node:path'
import { mediaName } from '../../../shared/bundles/manifest.ts'
import { topics } from '../../../shared/contract/events.ts'
import { isDiskFull } from '../../../shared/errors.ts'
import type { Row } from '../../database/adopt/columns.ts'
import { createReport, type Report } from '../../database/adopt/report.ts'
import type { BundledTable } from '../../database/bundles/bundled-tables.ts'
import { type ContentTable, findContents, recordLacking } from '../../database/bundles/imported-content.ts'
import { planRows, writePlan } from '../../database/bundles/merge-rows.ts'
import { eachFile } from '../../jobs/each-file.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import { imagePath, videoPath } from '../../storage/layout.ts'
import { type Merging, reportPlan } from './merging.ts'
import { hasFile, placeContent } from './place-media.ts'
import { freeId, inBatches, sizeOfRow, translate } from './translate.ts'

const columns = {
  videos: { id: 'id', path: 'file_path', kind: 'video', folder: 'videos' },
  media: { id: 'Id', path: 'Path', kind: 'image', folder: 'images' },
} as const

/**
 * Merges the takes or the images of a bundle, which are identified by content: one that the library has keeps its id,
 * and gets its file if that is missing; a new one keeps the id of the bundle, unless it is taken.
 */
export async function mergeContents(
  merging: Merging,
  table: BundledTable,
  name: ContentTable,
  report: Report,
): Promise<void> {
  const { core, bundle, ids, job, decide } = merging
  const { id: idColumn, kind } = columns[name]
  const rows = inBatches(bundle.rows(name), (row) => ({ key: String(row.file_hash), bytes: sizeOfRow(row) }))
  for await (const batch of rows) {
    const { here, taken } = await findContents(core.db, name, batch)
    const fresh: Row[] = []
    for (const row of batch) {
      const theirs = String(row[idColumn])
      const ours = here.get(String(row.file_hash)) ?? (taken.has(theirs) ? freeId(row, idColumn) : theirs)
      if (ours !== theirs) ids[kind].set(theirs, ours)
      if (!here.has(String(row.file_hash))) fresh.push(row)
    }
    if (job) await placeAll(merging, table, name, batch, job)
    const known = batch.filter((row) => !fresh.includes(row) && !ids.leftOut.has(String(row[idColumn])))
    const placed = fresh.filter((row) => !ids.leftOut.has(String(row[idColumn])))
    report.count('taken', placed.length)
    report.leaveOut('could not be read', fresh.length - placed.length)
    const translated = known
      .map((row) => translate(core.layout.folder, table, row, ids))
      .filter((row) => row !== undefined)
    if (!job) reportPlan(merging, await planRows(core.db, table, translated, decide), report)
    else if (translated.length > 0)
      await core.write(async ({ db, touch }) => {
        await writePlan(db, table, await planRows(db, table, translated, decide), report)
        touch(...topics)
      })
  }
}

/** Returns the file of a row in the bundle, if it has one. */
function fileOf({ bundle }: Merging, name: ContentTable, row: Row) {
  const { folder, path } = columns[name]
  return bundle.media.get(mediaName(folder, String(row.file_hash), String(row[path])))
}

/** Imports the files of rows that the library lacks; a row whose file is in neither is recorded as missing. */
async function placeAll(
  merging: Merging,
  table: BundledTable,
  name: ContentTable,
  rows: readonly Row[],
  job: RunningJob,
): Promise<void> {
  const { core, bundle, ids } = merging
  const { id, kind } = columns[name]
  const files = rows.map((row) => ({ path: String(row.name ?? row.Name ?? row[id]), row }))
  let full: unknown
  await eachFile(job, files, async ({ path, row }, onFraction) => {
    if (full !== undefined) return
    const theirs = String(row[id])
    const described = { ...row, [id]: ids[kind].get(theirs) ?? theirs }
    const file = fileOf(merging, name, row)
    const known = kind === 'video' ? { video_id: described[id] as string } : {}
    try {
      if (!file) await recordWithoutFile(merging, table, name, described)
      else if (await hasFile(core, file)) return job.item({ path, outcome: 'duplicate', ...known })
      else await placeContent(core, bundle, file, { table: name, row: described }, { signal: job.signal, onFraction })
      job.item({ path, outcome: 'added', ...known })
    } catch (error) {
      if (isDiskFull(error)) full = error
      ids.leftOut.add(theirs)
      throw error
    }
  })
  job.signal.throwIfAborted()
  // Every other file would fail, too. What was imported stays, and the next import continues.
  if (full !== undefined) throw full
}

/** Records a take or an image whose file was missing when the bundle was exported, unless the library has it. */
async function recordWithoutFile({ core }: Merging, table: BundledTable, name: ContentTable, row: Row): Promise<void> {
  const fileHash = String(row.file_hash)
  const pathOf = name === 'videos' ? videoPath : imagePath
  const path = pathOf(core.layout, fileHash, basename(String(row[columns[name].path])))
  await core.write(async ({ db, touch, now }) => {
    const { here } = await findContents(db, name, [row])
    if (here.has(fileHash)) return
    await writePlan(
      db,
      table,
      { added: [{ ...row, [columns[name].path]: path }], changed: [], known: 0, conflicts: [] },
      createReport(name),
    )
    await recordLacking(db, path, fileHash, now)
    touch(...topics)
  })
}
