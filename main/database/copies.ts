import { sql } from 'kysely'
import type { Db } from './connection.ts'
import { type ListedVideo, listVideosByRowid } from './videos.ts'

/**
 * The query behind both, apart so that a test can look at its plan: contents that lie at several places now. The index has all
 * that is asked for.
 */
export function copiedQuery(db: Db) {
  const copied = db
    .selectFrom('locations')
    .where('missing_since', 'is', null)
    .groupBy('file_hash')
    .having(sql`count(*)`, '>', 1)
    .select(['file_hash', sql<number>`count(*)`.as('places'), sql<number>`max(size_bytes)`.as('size_bytes')])
  return db
    .selectFrom(copied.as('copied'))
    .select(['file_hash', 'places', 'size_bytes', sql<number>`(places - 1) * size_bytes`.as('removable_bytes')])
}

/** A content that lies at several places. */
export interface CopiedContent {
  file_hash: string
  size_bytes: number
  /** Of all copies but one. */
  removable_bytes: number
  /** The oldest, where it is a video of the library. */
  video: ListedVideo | null
}

/** A stretch of them, the most wasteful first. */
export async function listCopied(
  db: Db,
  { offset, limit }: { offset: number; limit: number },
): Promise<CopiedContent[]> {
  const rows = await db
    .selectFrom(
      copiedQuery(db).orderBy('removable_bytes', 'desc').orderBy('file_hash').limit(limit).offset(offset).as('listed'),
    )
    .select(['file_hash', 'size_bytes', 'removable_bytes'])
    .select(
      sql<number | null>`(SELECT rowid FROM videos WHERE file_hash = listed.file_hash ORDER BY rowid LIMIT 1)`.as(
        'rowid',
      ),
    )
    .execute()
  const videos = await listVideosByRowid(
    db,
    rows.flatMap(({ rowid }) => rowid ?? []),
  )
  return rows.map(({ rowid, ...content }) => ({ ...content, video: (rowid !== null && videos.get(rowid)) || null }))
}

/** How many there are, all copies but one of each, and their size; `version` is another one where these are. */
export async function countCopied(db: Db) {
  const counted = await db
    .selectFrom(copiedQuery(db).as('listed'))
    .select((of) => [
      of.fn.countAll<number>().as('total'),
      sql<number>`coalesce(sum(places - 1), 0)`.as('copies'),
      of.fn.coalesce(of.fn.sum<number>('removable_bytes'), sql<number>`0`).as('removable_bytes'),
    ])
    .executeTakeFirstOrThrow()
  return { ...counted, version: Object.values(counted).join() }
}
