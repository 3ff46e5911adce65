import type { Insertable } from 'kysely'
import { z } from 'zod'
import { type Analysis, type Range, rangeSchema } from '../../shared/contract/analyses.ts'
import type { Db } from './connection.ts'
import { parseJson, parseObject } from './json-column.ts'
import type { AnalysisJobsTable, AnalysisRow } from './tables.ts'

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

/** Caches analyses; each takes the place of what was cached for its path and configuration. The last of a key wins. */
export async function putAnalyses(db: Db, rows: readonly Insertable<AnalysisJobsTable>[]): Promise<void> {
  for (let start = 0; start < rows.length; start += 500) {
    await db
      .insertInto('analysis_jobs')
      .values(rows.slice(start, start + 500))
      .onConflict((conflict) =>
        conflict.columns(['file_path', 'config_hash']).doUpdateSet((of) => ({
          file_hash: of.ref('excluded.file_hash'),
          ranges: of.ref('excluded.ranges'),
          metadata: of.ref('excluded.metadata'),
          created_at: of.ref('excluded.created_at'),
        })),
      )
      .execute()
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
  return db
    .selectFrom('analysis_jobs')
    .select(columns)
    .where('file_hash', '=', file_hash)
    .where('config_hash', '=', config_hash)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
}

/** Content beats path: the newest that is cached for a content and a configuration, under whatever path; or undefined. */
export async function findAnalysisOfContent(
  db: Db,
  key: Omit<AnalysisKey, 'file_path'>,
): Promise<Analysis | undefined> {
  const row = await analysisOfContentQuery(db, key).executeTakeFirst()
  return row && analysisOf(row)
}
