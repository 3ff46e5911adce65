import { sql } from 'kysely'
import type { Db } from '../connection/connection.ts'
import { type KeyedList, readPage, type Segment } from '../connection/keyset.ts'
import type { Page } from '../connection/query-parts.ts'
import type { ListedVideo } from '../videos/listed-video.ts'
import { listVideosByRowid } from '../videos.ts'

/** Counts the locations of a content that are files: an object in a bucket, or in an archive, is no copy on a disk. */
const onDisk = sql<number>`count(*) - (
  SELECT count(*) FROM locations AS stored WHERE stored.file_hash = locations.file_hash
    AND stored.missing_since IS NULL AND (stored.path >= 's3://' AND stored.path < 's3:0'
      OR stored.path >= 'archive://' AND stored.path < 'archive:0'))`

/**
 * Returns the query of `listCopied` and `countCopied`: the contents with several present locations. One index covers
 * all its columns.
 */
export function copiedQuery(db: Db) {
  const copied = db
    .selectFrom('locations')
    .where('missing_since', 'is', null)
    .groupBy('file_hash')
    // Few contents have several locations, so the look-up of the others is saved.
    .having(sql`count(*)`, '>', 1)
    .having(onDisk, '>', 1)
    .select(['file_hash', onDisk.as('location_count'), sql<number>`max(size_bytes)`.as('size_bytes')])
  return db
    .selectFrom(copied.as('copied'))
    .select(['file_hash', 'location_count', 'size_bytes'])
    .select(sql<number>`(location_count - 1) * size_bytes`.as('removable_bytes'))
}

/** A content with several present locations. */
export interface CopiedContent {
  file_hash: string
  size_bytes: number
  /** Size of all copies but one. */
  removable_bytes: number
  /** The oldest video with the content, if there is one. */
  video: ListedVideo | null
}

/** Lists a page of the contents with copies, those that use most space first. */
export async function listCopied(db: Db, page: Page): Promise<CopiedContent[]> {
  const copied = copiedQuery(db).as('copied')
  const largestFirst: KeyedList = {
    ...{ key: sql`removable_bytes`, last: sql`file_hash`, order: 'desc' },
    row: (hash) => sql`(${copiedQuery(db)}) WHERE file_hash = ${hash}`,
  }
  const select = ({ condition, order }: Segment, { offset, limit }: Page) =>
    db.selectFrom(copied).selectAll().where(condition).orderBy(order).limit(limit).offset(offset)
  const rows = await readPage(db, largestFirst, page, (segment, rest) =>
    db
      .selectFrom(select(segment, rest).as('listed'))
      .select(['file_hash', 'size_bytes', 'removable_bytes'])
      .select(
        sql<number | null>`(SELECT rowid FROM videos WHERE file_hash = listed.file_hash ORDER BY rowid LIMIT 1)`.as(
          'rowid',
        ),
      )
      .execute(),
  )
  const videos = await listVideosByRowid(
    db,
    rows.flatMap(({ rowid }) => rowid ?? []),
  )
  return rows.map(({ rowid, ...content }) => ({ ...content, video: (rowid !== null && videos.get(rowid)) || null }))
}

/**
 * Counts the contents with copies, all copies but one of each, and their size. `version` changes whenever one of these
 * does.
 */
export async function countCopied(db: Db) {
  const counted = await db
    .selectFrom(copiedQuery(db).as('listed'))
    .select((of) => [
      of.fn.countAll<number>().as('total'),
      sql<number>`coalesce(sum(location_count - 1), 0)`.as('copies'),
      of.fn.coalesce(of.fn.sum<number>('removable_bytes'), sql<number>`0`).as('removable_bytes'),
    ])
    .executeTakeFirstOrThrow()
  return { ...counted, version: Object.values(counted).join() }
}
