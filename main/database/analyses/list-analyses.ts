import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { AnalysisSort, CacheState, Lane, ListedAnalysis } from '../../../shared/contract/analyses.ts'
import type { Configuration } from '../../../shared/contract/configurations.ts'
import { RushesError } from '../../../shared/errors.ts'
import type { SortOrder } from '../../../shared/sort-order.ts'
import { analysisOf } from '../analyses.ts'
import { stateOf, videoAtPath, videoWithContent } from '../caches/cache-state.ts'
import type { Db } from '../connection/connection.ts'
import { parseJson } from '../connection/json-column.ts'
import { choosePage, type KeyedList, readPage, wholeList } from '../connection/keyset.ts'
import { allOf, contains, countRows, listOf, type Page } from '../connection/query-parts.ts'
import { fileNameIn } from '../contents/locations.ts'

export interface AnalysisFilter {
  state?: CacheState | undefined
  name?: string | undefined
  config_hash?: string | undefined
  /** Part of the path, ignoring case. */
  path?: string | undefined
}

const filePath = sql<string>`analysis_jobs.file_path`
const fileHash = sql<string>`analysis_jobs.file_hash`
const state = stateOf(filePath, fileHash)
const videoId = sql<string | null>`coalesce(${videoWithContent(fileHash)}, ${videoAtPath(filePath)})`
const rangeCount = sql<number>`CASE WHEN json_valid(ranges) THEN json_array_length(ranges) ELSE 0 END`
const sizeBytes = sql<number>`ifnull(octet_length(ranges), 0) + ifnull(octet_length(metadata), 0)`
const name = sql<string | null>`(SELECT name FROM configurations WHERE config_hash = analysis_jobs.config_hash)`

function matches(filter: AnalysisFilter): RawBuilder<SqlBool> {
  const conditions: RawBuilder<SqlBool>[] = []
  if (filter.config_hash !== undefined) conditions.push(sql`analysis_jobs.config_hash = ${filter.config_hash}`)
  if (filter.name !== undefined) {
    const ofName = sql`SELECT config_hash FROM configurations WHERE name = ${filter.name}`
    conditions.push(sql`analysis_jobs.config_hash IN (${ofName})`)
  }
  if (filter.path !== undefined) conditions.push(contains(filePath, filter.path))
  if (filter.state !== undefined) conditions.push(sql`${state} = ${filter.state}`)
  return allOf(conditions)
}

interface AnalysisOrder {
  sort?: AnalysisSort
  order?: SortOrder
}

/** Values that each order compares; only that of time has an index. */
const sortKeys: Record<AnalysisSort, RawBuilder<unknown>> = {
  created: sql`created_at`,
  take: sql`${fileNameIn(filePath)} COLLATE NOCASE`,
  analyser: sql`${name} COLLATE NOCASE`,
  state,
  ranges: rangeCount,
  size: sizeBytes,
  configuration: sql`analysis_jobs.config_hash`,
  path: sql`${filePath} COLLATE NOCASE`,
}

/** Returns the list in an order, newest first by default. */
function sorted({ sort = 'created', order = 'desc' }: AnalysisOrder): KeyedList {
  return {
    ...{ key: sortKeys[sort], last: sql`analysis_jobs.id`, order },
    row: (id) => sql`analysis_jobs WHERE id = ${id}`,
  }
}

/** Returns the query of `listAnalyses`, or of one segment of a page after a row. */
export function analysesQuery(
  db: Db,
  filter: AnalysisFilter,
  page: Page & AnalysisOrder,
  segment = wholeList(sorted(page)),
) {
  const all = db
    .selectFrom('analysis_jobs')
    .select(['id', 'file_path', 'file_hash', 'config_hash', 'created_at'])
    .select([
      name.as('name'),
      state.as('state'),
      videoId.as('video_id'),
      rangeCount.as('range_count'),
      sizeBytes.as('size_bytes'),
    ])
  return choosePage(all, choiceOf(filter, (page.sort ?? 'created') === 'created'), segment, page)
}

function choiceOf(filter: AnalysisFilter, isIndexed: boolean) {
  return { id: sql`analysis_jobs.id`, from: sql`analysis_jobs`, where: matches(filter), isIndexed }
}

/** Lists a page of the analyses that match `filter`, newest first by default. */
export async function listAnalyses(
  db: Db,
  filter: AnalysisFilter,
  page: Page & AnalysisOrder,
): Promise<ListedAnalysis[]> {
  const rows = await readPage(db, sorted(page), page, (segment, rest) =>
    analysesQuery(db, filter, { ...page, ...rest }, segment).execute(),
  )
  const names = await videoNames(
    db,
    rows.flatMap(({ video_id }) => video_id ?? []),
  )
  return rows.map((row) => {
    const { ranges: _, metadata: __, ...known } = analysisOf({ ...row, ranges: null, metadata: null })
    return { ...row, ...known, video_name: names.get(row.video_id ?? '') ?? null }
  })
}

async function videoNames(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('videos').select(['id', 'name']).where('id', 'in', listOf(ids)).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Lists the ids of the same page. */
export async function listAnalysisIds(db: Db, filter: AnalysisFilter, page: Page & AnalysisOrder): Promise<number[]> {
  const rows = await readPage(db, sorted(page), page, (segment, rest) =>
    choosePage(db.selectFrom('analysis_jobs').select('id'), choiceOf(filter, true), segment, rest).execute(),
  )
  return rows.map(({ id }) => id)
}

/** Counts the analyses that match `filter`. */
export async function countAnalyses(db: Db, filter: AnalysisFilter): Promise<number> {
  return await countRows(db.selectFrom('analysis_jobs').where(matches(filter)))
}

function selectKnown(db: Db) {
  return db
    .selectFrom('analysis_jobs')
    .leftJoin('configurations', 'configurations.config_hash', 'analysis_jobs.config_hash')
    .select(['id', 'file_path', 'file_hash', 'analysis_jobs.config_hash', 'created_at'])
    .select(['configurations.name', 'configurations.config', state.as('state')])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
}

type KnownRow = Awaited<ReturnType<ReturnType<typeof selectKnown>['execute']>>[number]

/** An analysis with its configuration and the state of its file, without its results. */
export type KnownAnalysis = Omit<Lane, 'ranges' | 'metadata'>

function laneOf(row: KnownRow & { ranges: string | null; metadata: string | null }): Lane {
  return { ...analysisOf(row), name: row.name, config: parseJson(row.config), state: row.state }
}

/** Returns an analysis with its results, its configuration and the state of its file. @throws RushesError NOT_FOUND */
export async function requireLane(db: Db, id: number): Promise<Lane> {
  const row = await selectKnown(db).select(['ranges', 'metadata']).where('id', '=', id).executeTakeFirst()
  if (!row) throw new RushesError('NOT_FOUND', `Analysis not found: ${id}.`)
  return laneOf(row)
}

/** A file: its paths, and the content that it has or had. */
export interface AnalysedFile {
  paths: readonly string[]
  /** With the prefix of its algorithm; null if there is no file. */
  hash: string | null
}

/** More than any file has in practice. */
const mostLanes = 500

/** Returns the query of `listLanes` and `listKnownAnalyses`. */
export function analysesOfFileQuery(db: Db, { paths, hash }: AnalysedFile) {
  const ofPaths = sql<SqlBool>`file_path IN (${sql.join([...paths])})`
  return selectKnown(db)
    .where(hash === null ? ofPaths : sql<SqlBool>`(file_hash = ${hash} OR ${ofPaths})`)
    .limit(mostLanes)
}

/**
 * Lists the analyses of a file, newest first: those of its content under any path, and those of its paths for any
 * content.
 */
export async function listLanes(db: Db, file: AnalysedFile): Promise<Lane[]> {
  return (await analysesOfFileQuery(db, file).select(['ranges', 'metadata']).execute()).map(laneOf)
}

/** Lists the same analyses without ranges and metadata. */
export async function listKnownAnalyses(db: Db, file: AnalysedFile): Promise<KnownAnalysis[]> {
  const rows = await analysesOfFileQuery(db, file).execute()
  return rows.map((row) => {
    const { ranges: _, metadata: __, ...known } = laneOf({ ...row, ranges: null, metadata: null })
    return known
  })
}

/** Lists the configurations of cached analyses with the number of each, the last used first. */
export async function groupAnalyses(db: Db): Promise<(Configuration & { count: number; newest_at: number })[]> {
  const rows = await db
    .selectFrom((of) =>
      of
        .selectFrom('analysis_jobs')
        .select((it) => ['config_hash', it.fn.countAll<number>().as('count'), it.fn.max('created_at').as('newest_at')])
        .groupBy('config_hash')
        .as('used'),
    )
    .leftJoin('configurations', 'configurations.config_hash', 'used.config_hash')
    .select(['used.config_hash', 'used.count', 'used.newest_at', 'configurations.name', 'configurations.config'])
    .orderBy('used.newest_at', 'desc')
    .execute()
  return rows.map((row) => ({
    ...row,
    config_hash: String(row.config_hash),
    newest_at: Number(row.newest_at) || 0,
    config: parseJson(row.config),
  }))
}

/** Lists the paths and contents of these analyses, without ids that do not exist. */
export async function listAnalysedFiles(db: Db, ids: readonly number[]): Promise<{ path: string; hash: string }[]> {
  const rows = await db
    .selectFrom('analysis_jobs')
    .select(['file_path as path', 'file_hash as hash'])
    .where(sql<SqlBool>`id IN ${listOf(ids)}`)
    .execute()
  return rows.map(({ path, hash }) => ({ path: String(path), hash: String(hash) }))
}
