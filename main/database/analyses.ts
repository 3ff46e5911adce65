import { type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import { type Analysis, type Range, rangeSchema } from '../../shared/contract/analyses.ts'
import type { Db } from './connection.ts'
import { parseJson, parseObject } from './json-column.ts'
import type { AnalysisRow } from './tables.ts'

/** What an analysis is cached under: a path, the content that lay there, and a configuration. */
export interface AnalysisKey {
  file_path: string
  file_hash: string
  config_hash: string
}

const columns = ['id', 'file_path', 'file_hash', 'config_hash', 'ranges', 'metadata', 'created_at'] as const

/** A row as it is shown. Other programs write what they like: what cannot be read is null, and a row is never refused. */
export function analysisOf(row: AnalysisRow): Analysis {
  const created = Number(row.created_at)
  return {
    id: row.id,
    file_path: String(row.file_path),
    file_hash: String(row.file_hash),
    config_hash: String(row.config_hash),
    ranges: parseRanges(row.ranges),
    metadata: parseObject(row.metadata),
    created_at: Number.isFinite(created) ? created : 0,
  }
}

const list = z.array(z.unknown())

function parseRanges(text: unknown): Range[] | null {
  const value = list.safeParse(parseJson(text))
  return value.success ? value.data.flatMap((item) => rangeSchema.safeParse(item).data ?? []) : null
}

/** What is to be cached; ranges and metadata are JSON texts. */
export type NewAnalysisRow = AnalysisKey & { ranges: string | null; metadata: string | null }

/** In one statement: as many as are written well before anybody would notice. */
const rowsAtOnce = 2000

/**
 * Caches analyses, all made at `createdAt`, Unix seconds; each takes the place of what was cached for its path and
 * configuration, and the last of a key wins. Rows go in as one JSON text: a parameter for each value would take twice as long.
 */
export async function putAnalyses(db: Db, rows: readonly NewAnalysisRow[], createdAt: number): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const values = rows
      .slice(start, start + rowsAtOnce)
      .map((row) => [row.file_path, row.file_hash, row.config_hash, row.ranges, row.metadata])
    await sql`
      INSERT INTO analysis_jobs (file_path, file_hash, config_hash, ranges, metadata, created_at)
      SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, ${createdAt}
      FROM json_each(${JSON.stringify(values)}) WHERE true
      ON CONFLICT (file_path, config_hash) DO UPDATE SET file_hash = excluded.file_hash,
        ranges = excluded.ranges, metadata = excluded.metadata, created_at = excluded.created_at`.execute(db)
  }
}

/** The query behind `findCachedAnalysis`, apart so that a test can look at its plan. */
export function cachedAnalysisQuery(db: Db, { file_path, file_hash, config_hash }: AnalysisKey) {
  return db
    .selectFrom('analysis_jobs')
    .select(columns)
    .where('file_path', '=', file_path)
    .where('config_hash', '=', config_hash)
    .where('file_hash', '=', file_hash)
}

/** The standard's `get_cached`: what is cached for a path, its content and a configuration, or undefined. */
export async function findCachedAnalysis(db: Db, key: AnalysisKey): Promise<Analysis | undefined> {
  const row = await cachedAnalysisQuery(db, key).executeTakeFirst()
  return row && analysisOf(row)
}

/** What is cached for a path and a configuration, whatever the content was; or undefined. */
export async function findAnalysisAtPath(
  db: Db,
  { file_path, config_hash }: Omit<AnalysisKey, 'file_hash'>,
): Promise<Analysis | undefined> {
  const row = await db
    .selectFrom('analysis_jobs')
    .select(columns)
    .where('file_path', '=', file_path)
    .where('config_hash', '=', config_hash)
    .executeTakeFirst()
  return row && analysisOf(row)
}

/** The query behind `findAnalysisOfContent`, apart so that a test can look at its plan. */
export function analysisOfContentQuery(db: Db, { file_hash, config_hash }: Omit<AnalysisKey, 'file_path'>) {
  return (
    db
      .selectFrom('analysis_jobs')
      .select(columns)
      .where('file_hash', '=', file_hash)
      // A content has few analyses, a configuration very many: the plus keeps its index out of it.
      .where(sql<SqlBool>`+config_hash = ${config_hash}`)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
  )
}

/** Content beats path: the newest that is cached for a content and a configuration, under whatever path; or undefined. */
export async function findAnalysisOfContent(
  db: Db,
  key: Omit<AnalysisKey, 'file_path'>,
): Promise<Analysis | undefined> {
  const row = await analysisOfContentQuery(db, key).executeTakeFirst()
  return row && analysisOf(row)
}
