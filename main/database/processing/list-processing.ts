import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ListedProcessing, ProcessingEnd, ProcessingSort } from '../../../shared/contract/processing.ts'
import { RushesError } from '../../../shared/errors.ts'
import type { SortOrder } from '../../../shared/sort-order.ts'
import { stateOf, videoWithContent } from '../caches/cache-state.ts'
import type { Db } from '../connection/connection.ts'
import { choosePage, type KeyedList, readPage, wholeList } from '../connection/keyset.ts'
import { allOf, contains, countRows, eachOf, type Page } from '../connection/query-parts.ts'
import { fileNameIn } from '../contents/locations.ts'
import { processingColumns, processingOf } from '../processing.ts'

export interface ProcessingFilter {
  action?: string | undefined
  /** Part of the path of the input or the output, ignoring case. */
  path?: string | undefined
}

function matches(filter: ProcessingFilter): RawBuilder<SqlBool> {
  const conditions: RawBuilder<SqlBool>[] = []
  if (filter.action !== undefined) conditions.push(sql`action = ${filter.action}`)
  if (filter.path !== undefined) {
    const [input, output] = [sql.ref('input_path'), sql.ref('output_path')]
    conditions.push(sql`(${contains(input, filter.path)} OR ${contains(output, filter.path)})`)
  }
  return allOf(conditions)
}

export interface ProcessingPage extends Page {
  sort?: ProcessingSort
  order?: SortOrder
}

/** Values that each order compares; only that of time has an index. */
const sortKeys: Record<ProcessingSort, RawBuilder<unknown>> = {
  created: sql`created_at`,
  source: sql`${fileNameIn(sql.ref('input_path'))} COLLATE NOCASE`,
  action: sql`action`,
  result: sql`${fileNameIn(sql.ref('output_path'))} COLLATE NOCASE`,
}

/** Returns the list in an order, newest first by default. */
function sorted({ sort = 'created', order = 'desc' }: Pick<ProcessingPage, 'sort' | 'order'>): KeyedList {
  return {
    ...{ key: sortKeys[sort], last: sql`id`, order },
    row: (jobId) => sql`processing_jobs WHERE job_id = ${jobId}`,
  }
}

/** Returns the query of `listProcessing`, or of one segment of a page after a row. */
export function processingQuery(
  db: Db,
  filter: ProcessingFilter,
  page: ProcessingPage,
  segment = wholeList(sorted(page)),
) {
  const choice = {
    ...{ id: sql`id`, from: sql`processing_jobs`, where: matches(filter) },
    isIndexed: (page.sort ?? 'created') === 'created',
  }
  return choosePage(db.selectFrom('processing_jobs').select(processingColumns), choice, segment, page)
}

/**
 * Lists a page of the processing that matches `filter`, newest first by default, with inputs and output; the standard’s
 * `list_jobs`.
 */
export async function listProcessing(
  db: Db,
  filter: ProcessingFilter,
  page: ProcessingPage,
): Promise<ListedProcessing[]> {
  const rows = await readPage(db, sorted(page), page, (segment, rest) =>
    processingQuery(db, filter, { ...page, ...rest }, segment).execute(),
  )
  return await withEnds(db, rows)
}

/** Counts the processing that matches `filter`. */
export async function countProcessing(db: Db, filter: ProcessingFilter): Promise<number> {
  return await countRows(db.selectFrom('processing_jobs').where(matches(filter)))
}

/** Lists the processing with these job ids in their order, without those that do not exist. */
export async function listProcessingByIds(db: Db, jobIds: readonly string[]): Promise<ListedProcessing[]> {
  const listed = new Map<string, ListedProcessing>()
  for (let start = 0; start < jobIds.length; start += 1000) {
    const rows = await db
      .selectFrom('processing_jobs')
      .select(processingColumns)
      .where('job_id', 'in', jobIds.slice(start, start + 1000))
      .execute()
    for (const found of await withEnds(db, rows)) listed.set(found.job_id, found)
  }
  return jobIds.flatMap((jobId) => listed.get(jobId) ?? [])
}

/** Returns the processing with this job id. @throws RushesError NOT_FOUND */
export async function requireProcessing(db: Db, jobId: string): Promise<ListedProcessing> {
  const [found] = await listProcessingByIds(db, [jobId])
  if (!found) throw new RushesError('NOT_FOUND', `Processing not found: ${jobId}.`)
  return found
}

type Row = Parameters<typeof processingOf>[0]
type End = { path: string; hash: string }

async function withEnds(db: Db, rows: readonly Row[]): Promise<ListedProcessing[]> {
  const processing = rows.map(processingOf)
  const inputs = await listInputs(db, processing)
  const ends = processing.map((it) => ({
    inputs: inputs.get(it.job_id) ?? [{ path: it.input_path, hash: it.input_hash }],
    output: { path: it.output_path, hash: it.output_hash },
  }))
  const known = await describeEnds(
    db,
    ends.flatMap(({ inputs: all, output }) => [...all, output]),
  )
  return processing.map((it, index) => ({
    ...it,
    inputs: (ends[index]?.inputs ?? []).map(known),
    output: known(ends[index]?.output ?? { path: it.output_path, hash: it.output_hash }),
  }))
}

/**
 * Returns the inputs of processing that has several, by job id.
 *
 * [Note: replaced inputs] Another program that replaces a row of `processing_jobs` leaves the old inputs. They are
 * valid only while the first one is the input of the row.
 */
async function listInputs(
  db: Db,
  processing: readonly { job_id: string; input_path: string; input_hash: string }[],
): Promise<Map<string, End[]>> {
  const jobIds = processing.map((it) => it.job_id)
  if (jobIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('processing_inputs')
    .selectAll()
    .where('job_id', 'in', jobIds)
    .orderBy('job_id')
    .orderBy('position')
    .execute()
  const inputs = new Map<string, End[]>()
  for (const { job_id, path, hash } of rows) {
    const known = inputs.get(job_id)
    if (known) known.push({ path, hash })
    else inputs.set(job_id, [{ path, hash }])
  }
  for (const { job_id, input_path, input_hash } of processing) {
    const first = inputs.get(job_id)?.[0]
    if (first && (first.path !== input_path || first.hash !== input_hash)) inputs.delete(job_id)
  }
  return inputs
}

/** Looks up the states and videos of all ends at once. Returns a function that describes an end. */
async function describeEnds(db: Db, ends: readonly End[]): Promise<(end: End) => ProcessingEnd> {
  const keyOf = (end: End) => JSON.stringify([end.path, end.hash])
  const unique = [...new Map(ends.map((end) => [keyOf(end), { path: end.path, hash: end.hash }])).values()]
  const [path, hash] = [sql<string>`ends.value ->> 'path'`, sql<string>`ends.value ->> 'hash'`]
  const { rows } = await sql<ProcessingEnd>`
    SELECT found.*, videos.name AS video_name FROM (
      SELECT ${path} AS path, ${hash} AS hash, ${stateOf(path, hash)} AS state,
        ${videoWithContent(hash)} AS video_id
      FROM ${eachOf(unique)} AS ends
    ) AS found LEFT JOIN videos ON videos.id = found.video_id`.execute(db)
  const known = new Map(rows.map((row) => [keyOf(row), row]))
  const unknown = { state: 'unknown', video_id: null, video_name: null } as const
  return (end) => known.get(keyOf(end)) ?? { path: end.path, hash: end.hash, ...unknown }
}
