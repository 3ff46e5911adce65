import { sql } from 'kysely'
import type { DuplicateFile, ModelShare, Share, Statistics } from '../../shared/contract/statistics.ts'
import { fold } from '../../shared/query/fold.ts'
import { parseQuery } from '../../shared/query/parse-query.ts'
import { quoted } from '../../shared/query/print-query.ts'
import { dayMs } from '../../shared/units.ts'
import { countAnalyses } from './analyses/list-analyses.ts'
import type { Db } from './connection/connection.ts'
import { type KeyedList, readPage, wholeList } from './connection/keyset.ts'
import type { Page } from './connection/query-parts.ts'
import type { FacetThread, SummedValue } from './facets/facet-thread.ts'
import type { Generation } from './facets/filter-tests.ts'
import { countProcessing } from './processing/list-processing.ts'

/** The values of a column that are listed. */
const mostShares = 200
const daysShown = 90

type Storage = Pick<Statistics, 'by_source' | 'by_codec' | 'by_model' | 'by_month' | 'takes_per_day'>

/** Adds up the takes by the index in memory; times and costs of models by indices. @throws RushesError CANCELLED */
export async function sumStorage(
  { db, facets }: { db: Db; facets: FacetThread },
  now: Date,
  signal?: AbortSignal,
): Promise<Storage> {
  const sums = await facets.sumColumns(['source_type', 'codec', 'generation', 'day'], signal)
  const [sources = [], codecs = [], generations = [], days = []] = sums
  const details = await sumModels(db, signal)
  return {
    by_source: largest(sharesOf(sources, nameIn, (name) => named('source', name))),
    by_codec: largest(sharesOf(codecs, nameIn, (name) => (name === null ? '-has:codec' : named('codec', name)))),
    by_model: largest(
      sharesOf(
        generations,
        (value) => nameIn((value as Generation)?.[1]),
        (name) => (name === null ? '-has:model' : named('model', name)),
      ),
    ).map((share) => ({ ...share, ...(details.get(fold(share.value ?? '')) ?? none) })),
    by_month: sharesOf(days, monthOf, (month) => (month === null ? null : `date:${month}`)).sort((one, other) =>
      (other.value ?? '').localeCompare(one.value ?? ''),
    ),
    takes_per_day: lastDays(days, now),
  }
}

function nameIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

/** Returns the query of the takes with this value; null if the language cannot ask for it. */
function named(field: 'source' | 'codec' | 'model', name: string | null): string | null {
  const query = name?.trim() ? `${field}:${quoted(name)}` : undefined
  return query === undefined || parseQuery(query).error ? null : query
}

const months = 12 * 10_000

function monthAt(at: number): string {
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`
}

/** Returns the month in which a text is for `date:`, which compares it as a text; null before or after all months. */
function monthOf(day: unknown): string | null {
  if (typeof day !== 'string') return null
  let [low, high] = [0, months]
  while (low < high) {
    const middle = (low + high) >> 1
    if (`${monthAt(middle)}-01` <= day) low = middle + 1
    else high = middle
  }
  return low === 0 || low === months ? null : monthAt(low - 1)
}

/** Adds up values that queries do not distinguish, under the most frequent of them. */
function sharesOf(
  summed: readonly SummedValue[],
  nameOf: (value: unknown) => string | null,
  queryOf: (name: string | null) => string | null,
): Share[] {
  const shares = new Map<string, Omit<Share, 'query'>>()
  for (const [value, count, size_bytes] of summed.toSorted((one, other) => other[1] - one[1])) {
    const name = nameOf(value)
    const share = shares.get(fold(name ?? ''))
    if (share) {
      share.count += count
      share.size_bytes += size_bytes
    } else shares.set(fold(name ?? ''), { value: name, count, size_bytes })
  }
  return [...shares.values()].map((share) => ({ ...share, query: queryOf(share.value) }))
}

function largest(shares: Share[]): Share[] {
  return shares.sort((one, other) => other.size_bytes - one.size_bytes).slice(0, mostShares)
}

function lastDays(days: readonly SummedValue[], now: Date): Statistics['takes_per_day'] {
  const starts = Array.from({ length: daysShown + 1 }, (_, at) =>
    new Date(now.getTime() + (at + 1 - daysShown) * dayMs).toISOString().slice(0, 10),
  )
  const counts = starts.map(() => 0)
  for (const [day, count] of days) {
    const at = typeof day === 'string' ? starts.findLastIndex((start) => start <= day) : -1
    if (at >= 0) counts[at] = (counts[at] ?? 0) + count
  }
  return starts.slice(0, daysShown).map((day, at) => ({ day, count: counts[at] ?? 0, query: `date:${day}` }))
}

type Details = Pick<ModelShare, 'timed' | 'seconds' | 'priced' | 'cost'>
const none: Details = { timed: 0, seconds: 0, priced: 0, cost: 0 }

/** The number that a program wrote as `cost` into the parameters of a generation. */
const cost = sql`json_extract(CASE WHEN json_valid(generation_params) THEN generation_params END, '$.cost')`
/** The seconds between two texts, or two Unix times of another program. */
const seconds = sql`CASE WHEN typeof(started_at) = 'text' AND typeof(completed_at) = 'text'
  THEN (julianday(completed_at) - julianday(started_at)) * 86400
  WHEN typeof(started_at) IN ('integer', 'real') AND typeof(completed_at) IN ('integer', 'real')
  THEN completed_at - started_at END`

/** Returns the query of the times of generations by model. */
export function timesQuery() {
  return sql<{ model: string | null; count: number; sum: number }>`
    SELECT model, count(*) AS count, sum(${seconds}) AS sum FROM video_generation
    WHERE started_at IS NOT NULL AND completed_at IS NOT NULL AND (${seconds}) >= 0 GROUP BY model`
}

/** Returns the query of the costs of generations by model. */
export function costsQuery() {
  return sql<{ model: string | null; count: number; sum: number }>`
    SELECT model, count(*) AS count, total(${cost}) AS sum FROM video_generation
    WHERE ${cost} IS NOT NULL AND typeof(${cost}) IN ('integer', 'real') GROUP BY model`
}

/** Returns the times and costs of models by their folded names. */
async function sumModels(db: Db, signal?: AbortSignal): Promise<Map<string, Details>> {
  const details = new Map<string, Details>()
  const add = (model: string | null, more: Partial<Details>) => {
    const before = details.get(fold(nameIn(model) ?? '')) ?? none
    const sums = Object.entries(more).map(([name, value]) => [name, before[name as keyof Details] + value])
    details.set(fold(nameIn(model) ?? ''), { ...before, ...Object.fromEntries(sums) })
  }
  const [times, costs] = await Promise.all([timesQuery().execute(db, { signal }), costsQuery().execute(db, { signal })])
  for (const { model, count, sum } of times.rows) add(model, { timed: count, seconds: sum })
  for (const { model, count, sum } of costs.rows) add(model, { priced: count, cost: sum })
  return details
}

/** Returns the query of the numbers of executions by status, of the workflows that exist. */
export function executionsByStatusQuery() {
  return sql<{ status: string; count: number }>`
    SELECT runs.status, count(*) AS count FROM workflow_executions AS runs
    JOIN workflows ON workflows.id = runs.workflow_id GROUP BY 1 ORDER BY 2 DESC, 1`
}

/** Returns the query of the number and size of the files that imports found to be in the library. */
export function duplicatesQuery() {
  return sql<Statistics['duplicates']>`
    SELECT count(*) AS count, total(videos.size_bytes) AS size_bytes FROM job_items
    LEFT JOIN videos ON videos.id = job_items.video_id WHERE outcome = 'duplicate'`
}

/** Counts the executions by status, and the files that imports found to be in the library. */
export async function countUse(
  db: Db,
  signal?: AbortSignal,
): Promise<Pick<Statistics, 'executions_by_status' | 'duplicates' | 'cache'>> {
  const { rows: executions } = await executionsByStatusQuery().execute(db, { signal })
  const { rows: duplicates } = await duplicatesQuery().execute(db, { signal })
  const jobs = await db
    .selectFrom('jobs')
    .where('kind', 'in', ['analysis', 'processing'])
    .groupBy('kind')
    .select(['kind', sql<number>`sum(made)`.as('made'), sql<number>`sum(cached)`.as('cached')])
    .execute()
  const cacheUse = (kind: 'analysis' | 'processing', results: number) => {
    const { made = 0, cached = 0 } = jobs.find((row) => row.kind === kind) ?? {}
    return { results, made, cached }
  }
  return {
    executions_by_status: executions,
    duplicates: duplicates[0] ?? { count: 0, size_bytes: 0 },
    cache: {
      analyses: cacheUse('analysis', await countAnalyses(db, {})),
      processing: cacheUse('processing', await countProcessing(db, {})),
    },
  }
}

/** A file is named by its job and its number in it. */
const newestImportFirst: KeyedList = {
  ...{ key: sql`job_id`, last: sql`seq`, order: 'desc' },
  row: (file) => {
    const [jobId, seq] = file.split(' ')
    return sql`job_items WHERE job_id = ${jobId} AND seq = ${Number(seq)}`
  },
}

/** Returns the query of `listDuplicateFiles`, or of one segment of a page after a file. */
export function duplicateFilesQuery({ offset, limit }: Page, { condition, order } = wholeList(newestImportFirst)) {
  // The page is chosen by an index that has all of it, before other tables are read.
  return sql<DuplicateFile>`
    SELECT job_items.job_id, job_items.seq, path, job_items.video_id, videos.name, videos.size_bytes,
      jobs.created_at AS imported_at
    FROM (SELECT job_id, seq FROM job_items WHERE outcome = 'duplicate' AND ${condition} ORDER BY ${order}
      LIMIT ${limit} OFFSET ${offset}) AS page
    JOIN job_items ON job_items.job_id = page.job_id AND job_items.seq = page.seq
    JOIN jobs ON jobs.id = page.job_id
    LEFT JOIN videos ON videos.id = job_items.video_id
    ORDER BY 1 DESC, 2 DESC`
}

/** Lists a page of the files that imports found to be in the library, those of the newest import first. */
export async function listDuplicateFiles(db: Db, page: Page): Promise<{ items: DuplicateFile[]; total: number }> {
  const items = await readPage(
    db,
    newestImportFirst,
    page,
    async (segment, rest) => (await duplicateFilesQuery(rest, segment).execute(db)).rows,
  )
  const { rows } = await duplicatesQuery().execute(db)
  return { items, total: rows[0]?.count ?? 0 }
}
