import { type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import { type Analysis, type Range, rangeSchema } from '../../shared/contract/analyses.ts'
import type { Db } from './connection/connection.ts'
import { parseJson, parseObject } from './connection/json-column.ts'
import { eachOf } from './connection/query-parts.ts'
import type { AnalysisRow } from './tables.ts'

/** The key of a cached analysis: a path, the content that was there, and a configuration. */
export interface AnalysisKey {
  file_path: string
  file_hash: string
  config_hash: string
}

const columns = ['id', 'file_path', 'file_hash', 'config_hash', 'ranges', 'metadata', 'created_at'] as const

/** Parses a row. Values that cannot be read become null, see [Note: foreign values]. */
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

/** Parses the ranges of a row; null unless they are a list. Drops malformed members. */
export function parseRanges(text: unknown): Range[] | null {
  const value = list.safeParse(parseJson(text))
  return value.success ? value.data.flatMap((item) => rangeSchema.safeParse(item).data ?? []) : null
}

/** An analysis to cache; ranges and metadata are JSON texts. */
export type NewAnalysisRow = AnalysisKey & { ranges: string | null; metadata: string | null }

/** Rows per statement. */
const rowsAtOnce = 2000

/**
 * Upserts analyses by path and configuration, with `createdAt` in Unix seconds; the last one of a key wins. A row of
 * another content is replaced by one with a new id ([Note: an id is a content]). Binds the rows as one JSON text: a
 * parameter for each value would take twice as long.
 */
export async function upsertAnalyses(db: Db, rows: readonly NewAnalysisRow[], createdAt: number): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const values = rows
      .slice(start, start + rowsAtOnce)
      .map((row) => [row.file_path, row.file_hash, row.config_hash, row.ranges, row.metadata])
    await sql`
      DELETE FROM analysis_jobs WHERE id IN (
        SELECT analysis_jobs.id FROM ${eachOf(values)}
        JOIN analysis_jobs ON file_path = value ->> 0 AND config_hash = value ->> 2 AND file_hash <> value ->> 1)`.execute(
      db,
    )
    await sql`
      INSERT INTO analysis_jobs (file_path, file_hash, config_hash, ranges, metadata, created_at)
      SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, ${createdAt}
      FROM ${eachOf(values)} WHERE true
      ON CONFLICT (file_path, config_hash) DO UPDATE SET file_hash = excluded.file_hash,
        ranges = excluded.ranges, metadata = excluded.metadata, created_at = excluded.created_at`.execute(db)
  }
}

/** Returns the query of `findCachedAnalysis`. */
export function cachedAnalysisQuery(db: Db, { file_path, file_hash, config_hash }: AnalysisKey) {
  return db
    .selectFrom('analysis_jobs')
    .select(columns)
    .where('file_path', '=', file_path)
    .where('config_hash', '=', config_hash)
    .where('file_hash', '=', file_hash)
}

/**
 * Returns the analysis cached for a path, its content and a configuration, or undefined; the standard’s `get_cached`.
 */
export async function findCachedAnalysis(db: Db, key: AnalysisKey): Promise<Analysis | undefined> {
  const row = await cachedAnalysisQuery(db, key).executeTakeFirst()
  return row && analysisOf(row)
}

/** Returns the analysis cached for a path and a configuration, of whatever content, or undefined. */
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

/** Returns the query of `findAnalysisOfContent`. */
export function analysisOfContentQuery(db: Db, { file_hash, config_hash }: Omit<AnalysisKey, 'file_path'>) {
  return (
    db
      .selectFrom('analysis_jobs')
      .select(columns)
      .where('file_hash', '=', file_hash)
      // The plus disables the index of configurations: one has very many analyses, a content few.
      .where(sql<SqlBool>`+config_hash = ${config_hash}`)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
  )
}

/** Returns the newest analysis cached for a content and a configuration, under whatever path, or undefined. */
export async function findAnalysisOfContent(
  db: Db,
  key: Omit<AnalysisKey, 'file_path'>,
): Promise<Analysis | undefined> {
  const row = await analysisOfContentQuery(db, key).executeTakeFirst()
  return row && analysisOf(row)
}
