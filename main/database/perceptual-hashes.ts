import { type Insertable, type SqlBool, sql } from 'kysely'
import type { Db } from './connection.ts'
import type { PerceptualHashesTable } from './duplicate-tables.ts'

/** Keeps how a content looks, or why that is not known, in place of what an older version made of it. */
export async function putPerceptualHash(db: Db, row: Insertable<PerceptualHashesTable>): Promise<void> {
  const { file_hash: _, ...rest } = row
  await db
    .insertInto('perceptual_hashes')
    .values(row)
    .onConflict((conflict) => conflict.column('file_hash').doUpdateSet(rest))
    .execute()
}

/** The query behind `listUnhashed`, apart so that a test can look at its plan. */
export function unhashedQuery(db: Db, version: number, after: number, limit: number) {
  return db
    .selectFrom('videos')
    .select(['id', 'file_hash', 'file_path', 'duration_seconds', sql<number>`videos.rowid`.as('rowid')])
    .where(isDue(version))
    .where(sql`videos.rowid`, '>', after)
    .orderBy(sql`videos.rowid`)
    .limit(limit)
}

/** Videos without a hash of this version, though their file is there as far as is known; `after` is the rowid of the last one seen. */
export async function listUnhashed(db: Db, version: number, after: number, limit: number) {
  return await unhashedQuery(db, version, after, limit).execute()
}

/** How many videos have a hash of this version, could not be decoded, or are due. */
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
