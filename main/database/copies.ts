import { sql } from 'kysely'
import type { Db } from './connection.ts'
import { type ListedVideo, listVideosByRowid } from './videos.ts'

/**
 * The query behind both, apart so that a test can look at its plan: contents of videos that lie at several places now. What lies at
 * one is left out along the index, before anything is looked up of it.
 */
export function copiedQuery(db: Db) {
  const copied = db
    .selectFrom('locations')
    .where('missing_since', 'is', null)
    .groupBy('file_hash')
    .having(sql`count(*)`, '>', 1)
    .select(['file_hash', sql<number>`count(*)`.as('places')])
  return db
    .selectFrom(copied.as('copied'))
    .innerJoin('videos', (join) =>
      join.on(
        sql`videos.rowid`,
        '=',
        sql`(SELECT rowid FROM videos AS oldest WHERE oldest.file_hash = copied.file_hash ORDER BY rowid LIMIT 1)`,
      ),
    )
    .select([
      sql<number>`videos.rowid`.as('rowid'),
      sql<number>`(copied.places - 1) * videos.size_bytes`.as('removable_bytes'),
    ])
}

/** A stretch of those videos, the most wasteful first. */
export async function listCopied(db: Db, { offset, limit }: { offset: number; limit: number }): Promise<ListedVideo[]> {
  const rows = await copiedQuery(db)
    .orderBy('removable_bytes', 'desc')
    .orderBy('rowid')
    .limit(limit)
    .offset(offset)
    .execute()
  const videos = await listVideosByRowid(
    db,
    rows.map(({ rowid }) => rowid),
  )
  return rows.flatMap(({ rowid }) => videos.get(rowid) ?? [])
}

/** How many there are, and the size of all copies but one of each. */
export async function countCopied(db: Db): Promise<{ total: number; removable_bytes: number }> {
  return await db
    .selectFrom(copiedQuery(db).as('listed'))
    .select((of) => [
      of.fn.countAll<number>().as('total'),
      of.fn.coalesce(of.fn.sum<number>('removable_bytes'), sql<number>`0`).as('removable_bytes'),
    ])
    .executeTakeFirstOrThrow()
}
