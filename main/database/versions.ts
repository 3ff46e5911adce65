import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Version, VersionSort } from '../../shared/contract/versions.ts'
import type { SortOrder } from '../../shared/sort-order.ts'
import { absolute } from './caches/cache-state.ts'
import type { Db, WritableDb } from './connection/connection.ts'
import { type KeyedList, readPage, wholeList } from './connection/keyset.ts'
import { countRows, type Page } from './connection/query-parts.ts'
import { overwrittenPaths } from './contents/locations.ts'
import { copyRelatedRows, deleteCopiedRows, readRelatedRows, type WholeRow } from './removal/related-rows.ts'
import type { Tables } from './tables.ts'
import { restoreRating, setRating } from './videos/ratings.ts'
import { findVideo } from './videos.ts'

type VersionRow = Selectable<Tables['video_versions']>

/** The data that was copied from the old version to the new one. */
interface Carried {
  rows: WholeRow[]
  rating: number | null
}

export interface VersionFilter {
  answered?: boolean | undefined
  /** The new version or the old one. */
  video_id?: string | undefined
}

/**
 * Records that the video `video_id` was found at `path`, where `previous_id` had been. The user is asked for an answer
 * only if the old version has rows or a rating that can be copied to the new one.
 */
export async function insertVersion(
  db: WritableDb,
  { video_id, previous_id, path, noticed_at }: Pick<VersionRow, 'video_id' | 'previous_id' | 'path' | 'noticed_at'>,
): Promise<void> {
  // Copies and undoes it: only so it is known which rows the keys of foreign tables let in.
  const copied = await carryOver(db, previous_id, video_id)
  await undoCarryOver(db, video_id, copied)
  await db
    .insertInto('video_versions')
    .values({
      video_id,
      previous_id,
      path,
      noticed_at,
      row_count: countOf(copied),
      answer: countOf(copied) === 0 ? 'left' : null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/**
 * Returns the id of the video that a new content at `path` replaces, or null: the one that plays from there, or whose
 * file was found there last; else the one whose file there was overwritten last, unless a new version of it is known.
 */
export async function findOverwrittenVideo(db: Db, path: string): Promise<string | null> {
  return (await overwrittenVideoQuery(path).execute(db)).rows[0]?.id ?? null
}

/** Returns the query of `findOverwrittenVideo`. */
export function overwrittenVideoQuery(path: string) {
  const { from, to } = overwrittenPaths(path)
  const isFree = sql`NOT EXISTS (SELECT 1 FROM locations WHERE path = ${path} AND missing_since IS NULL)`
  return sql<{ id: string | null }>`
    SELECT coalesce(
      (SELECT id FROM videos WHERE file_path = ${path}),
      (SELECT videos.id FROM locations JOIN videos ON videos.file_hash = locations.file_hash
        WHERE locations.path = ${path} AND locations.missing_since IS NULL ORDER BY videos.rowid LIMIT 1),
      (SELECT id FROM videos WHERE file_path >= ${from} AND file_path < ${to} AND ${isFree}
        AND NOT EXISTS (SELECT 1 FROM video_versions WHERE previous_id = videos.id)
        ORDER BY (SELECT missing_since FROM locations WHERE path = ${absolute(sql`videos.file_path`)}) DESC LIMIT 1)
    ) AS id`
}

/** Copies the related rows and the rating of a video to another one, without its versions. */
async function carryOver(db: Db, from: string, to: string): Promise<Carried> {
  const related = await readRelatedRows(db, from)
  const carried = related.filter(({ table }) => table !== 'video_versions')
  return { rows: await copyRelatedRows(db, carried, to), rating: await carryRating(db, from, to) }
}

/** Copies the rating unless the new version has one. */
async function carryRating(db: Db, from: string, to: string): Promise<number | null> {
  const [before, now] = [await findVideo(db, from), await findVideo(db, to)]
  if (!before || !now || before.rating === null || now.rating !== null) return null
  await setRating(db, [to], before.rating)
  return before.rating
}

async function undoCarryOver(db: WritableDb, videoId: string, { rows, rating }: Carried): Promise<void> {
  await deleteCopiedRows(db, rows)
  if (rating !== null) await restoreRating(db, videoId, null, rating)
}

function countOf({ rows, rating }: Carried): number {
  return rows.length + (rating === null ? 0 : 1)
}

const nameOf = (id: RawBuilder<unknown>) => sql`(SELECT name FROM videos WHERE videos.id = ${id}) COLLATE NOCASE`

/** Values that each order compares; only that of time has an index. */
const sortKeys: Record<VersionSort, RawBuilder<unknown>> = {
  found: sql`noticed_at`,
  video: nameOf(sql`video_versions.video_id`),
  previous: nameOf(sql`video_versions.previous_id`),
  details: sql`row_count`,
}

export interface VersionPage extends Page {
  sort?: VersionSort
  order?: SortOrder
}

/** Returns the list in an order, the last noticed first by default. */
function sorted({ sort = 'found', order = 'desc' }: Pick<VersionPage, 'sort' | 'order'>): KeyedList {
  return {
    ...{ key: sortKeys[sort], last: sql`video_id`, order },
    row: (videoId) => sql`video_versions WHERE video_id = ${videoId}`,
  }
}

/** Returns the query of `listVersions`, or of one segment of a page after a row. */
export function versionsQuery(
  db: Db,
  filter: VersionFilter,
  { offset, limit, ...sorting }: VersionPage,
  { condition, order } = wholeList(sorted(sorting)),
) {
  return versionsOf(db, filter)
    .select(['video_id', 'previous_id', 'path', 'noticed_at', 'row_count', 'answer', 'answered_at'])
    .where(condition)
    .orderBy(order)
    .limit(limit)
    .offset(offset)
}

/** Lists a page of the versions that match `filter`, the last noticed first by default. */
export async function listVersions(db: Db, filter: VersionFilter, page: VersionPage) {
  return await readPage(db, sorted(page), page, (segment, rest) => versionsQuery(db, filter, rest, segment).execute())
}

/** Counts the versions that match `filter`. */
export async function countVersions(db: Db, filter: VersionFilter): Promise<number> {
  return await countRows(versionsOf(db, filter))
}

function versionsOf(db: Db, { answered, video_id: id }: VersionFilter) {
  let query = db.selectFrom('video_versions')
  if (answered !== undefined) query = query.where('answer', answered ? 'is not' : 'is', null)
  if (id !== undefined) query = query.where((of) => of.or([of('video_id', '=', id), of('previous_id', '=', id)]))
  return query
}

/** Answers for a new version; `carried` copies the rows. Returns false if no answer is due. */
export async function answerVersion(
  db: WritableDb,
  videoId: string,
  answer: NonNullable<Version['answer']>,
  answeredAt: string,
): Promise<boolean> {
  const version = await findVersion(db, videoId)
  if (!version || version.answer !== null) return false
  const copied = answer === 'carried' ? await carryOver(db, version.previous_id, videoId) : undefined
  await db
    .updateTable('video_versions')
    .set({ answer, answered_at: answeredAt, ...(copied && columnsOf(copied)) })
    .where('video_id', '=', videoId)
    .execute()
  return true
}

function columnsOf(copied: Carried) {
  return { carried: JSON.stringify(copied.rows), carried_rating: copied.rating, row_count: countOf(copied) }
}

/** Clears the answer and undoes the copying. Returns false if there is no answer. */
export async function reopenVersion(db: WritableDb, videoId: string): Promise<boolean> {
  const version = await findVersion(db, videoId)
  if (!version || version.answered_at === null) return false
  if (version.carried !== null) {
    await undoCarryOver(db, videoId, { rows: JSON.parse(version.carried), rating: version.carried_rating })
  }
  await db
    .updateTable('video_versions')
    .set({ answer: null, answered_at: null, carried: null, carried_rating: null })
    .where('video_id', '=', videoId)
    .execute()
  return true
}

async function findVersion(db: Db, videoId: string): Promise<VersionRow | undefined> {
  return await db.selectFrom('video_versions').selectAll().where('video_id', '=', videoId).executeTakeFirst()
}
