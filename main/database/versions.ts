import type { Version } from '../../shared/contract/versions.ts'
import type { Db } from './connection.ts'
import { putRating, takeBackRating } from './ratings.ts'
import { passOnRelatedRows, readRelatedRows, takeBackRows, type WholeRow } from './related-rows.ts'
import type { VersionRow } from './tables.ts'
import { findVideo } from './videos.ts'

/** What was said of the new version because it is said of the old one. */
interface Carried {
  rows: WholeRow[]
  rating: number | null
}

/** What narrows the list of versions. */
export interface VersionFilter {
  answered?: boolean | undefined
  /** The new version, or the old one. */
  video_id?: string | undefined
}

/**
 * Notes that the video `videoId` took the place of `previousId` at `path`. The person is asked only where something is known of the
 * old version that is not known of the new one.
 */
export async function insertVersion(
  db: Db,
  { video_id, previous_id, path, noticed_at }: Pick<VersionRow, 'video_id' | 'previous_id' | 'path' | 'noticed_at'>,
): Promise<void> {
  // To try it is the only way to know what the keys of tables that others made leave of it.
  const copied = await carryOver(db, previous_id, video_id)
  await takeBack(db, video_id, copied)
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

/** Says of the video `to` what is said of `from`; which is a version of which is of these two alone. */
async function carryOver(db: Db, from: string, to: string): Promise<Carried> {
  const related = await readRelatedRows(db, from)
  const carried = related.filter(({ table }) => table !== 'video_versions')
  return { rows: await passOnRelatedRows(db, carried, to), rating: await carryRating(db, from, to) }
}

/** What the new one says of itself is never replaced. */
async function carryRating(db: Db, from: string, to: string): Promise<number | null> {
  const [before, now] = [await findVideo(db, from), await findVideo(db, to)]
  if (!before || !now || before.rating === null || now.rating !== null) return null
  await putRating(db, [to], before.rating)
  return before.rating
}

async function takeBack(db: Db, videoId: string, { rows, rating }: Carried): Promise<void> {
  await takeBackRows(db, rows)
  if (rating !== null) await takeBackRating(db, videoId, null, rating)
}

function countOf({ rows, rating }: Carried): number {
  return rows.length + (rating === null ? 0 : 1)
}

/** The versions that pass `filter`, the last noticed first. */
export async function listVersions(db: Db, filter: VersionFilter, stretch: { offset: number; limit: number }) {
  return await versionsOf(db, filter)
    .select(['video_id', 'previous_id', 'path', 'noticed_at', 'row_count', 'answer', 'answered_at'])
    .orderBy('noticed_at', 'desc')
    .orderBy('video_id', 'desc')
    .limit(stretch.limit)
    .offset(stretch.offset)
    .execute()
}

/** How many there are of them. */
export async function countVersions(db: Db, filter: VersionFilter): Promise<number> {
  const row = await versionsOf(db, filter)
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

function versionsOf(db: Db, { answered, video_id: id }: VersionFilter) {
  let query = db.selectFrom('video_versions')
  if (answered !== undefined) query = query.where('answer', answered ? 'is not' : 'is', null)
  if (id !== undefined) query = query.where((of) => of.or([of('video_id', '=', id), of('previous_id', '=', id)]))
  return query
}

/** Answers for one new version, with `carried` by copying the rows. False where nothing is asked of it. */
export async function answerVersion(
  db: Db,
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

/** Asks again, and takes back what was carried over. False where nobody has answered. */
export async function reopenVersion(db: Db, videoId: string): Promise<boolean> {
  const version = await findVersion(db, videoId)
  if (!version || version.answered_at === null) return false
  if (version.carried !== null) {
    await takeBack(db, videoId, { rows: JSON.parse(version.carried), rating: version.carried_rating })
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
