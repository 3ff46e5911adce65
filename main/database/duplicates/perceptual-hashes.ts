import { type Insertable, type SqlBool, sql } from 'kysely'
import type { Db, WritableDb } from '../connection/connection.ts'
import type { Tables } from '../tables.ts'

/** Upserts the perceptual hash of a content, or the reason why it has none. */
export async function upsertPerceptualHash(
  db: WritableDb,
  row: Insertable<Tables['perceptual_hashes']>,
): Promise<void> {
  const { file_hash: _, ...rest } = row
  await db
    .insertInto('perceptual_hashes')
    .values(row)
    .onConflict((conflict) => conflict.column('file_hash').doUpdateSet(rest))
    .execute()
}

/** Returns the query of `listUnhashed`. */
export function unhashedQuery(db: Db, version: number, after: number, limit: number) {
  return db
    .selectFrom('videos')
    .select(['id', 'file_hash', 'file_path', 'duration_seconds', sql<number>`videos.rowid`.as('rowid')])
    .where(isDue(version))
    .where(sql`videos.rowid`, '>', after)
    .orderBy(sql`videos.rowid`)
    .limit(limit)
}

/**
 * Lists videos without a hash of this version whose file is not missing; `after` is the rowid of the last one listed.
 */
export async function listUnhashed(db: Db, version: number, after: number, limit: number) {
  return await unhashedQuery(db, version, after, limit).execute()
}

/** Counts the videos that have a hash of this version, that could not be decoded, and that are due. */
export async function countPerceptualHashes(db: Db, version: number) {
  return await db
    .selectFrom('videos')
    .leftJoin('perceptual_hashes', (join) =>
      join.onRef('perceptual_hashes.file_hash', '=', 'videos.file_hash').on('perceptual_hashes.version', '=', version),
    )
    .select(({ fn }) => [
      fn.count<number>('perceptual_hashes.hash').as('hashed'),
      fn.count<number>('perceptual_hashes.error').as('failed'),
      sql<number>`ifnull(sum(perceptual_hashes.file_hash IS NULL AND ${isThere}), 0)`.as('due'),
    ])
    .executeTakeFirstOrThrow()
}

const isThere = sql<SqlBool>`
  NOT EXISTS (SELECT 1 FROM locations WHERE path = videos.file_path AND missing_since IS NOT NULL)`

function isDue(version: number) {
  return sql<SqlBool>`(${isThere} AND NOT EXISTS (
    SELECT 1 FROM perceptual_hashes AS made WHERE made.file_hash = videos.file_hash AND made.version = ${version}))`
}
