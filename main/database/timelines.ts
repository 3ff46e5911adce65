import { type Insertable, type RawBuilder, type SqlBool, sql } from 'kysely'
import { isActive } from '../../shared/contract/jobs.ts'
import type { Timeline, TimelineSort } from '../../shared/contract/timelines.ts'
import { RushesError } from '../../shared/errors.ts'
import type { SortOrder } from '../../shared/sort-order.ts'
import type { Db, WritableDb } from './connection/connection.ts'
import { choosePage, type KeyedList, readPage, wholeList } from './connection/keyset.ts'
import { countRows, listOf, type Page } from './connection/query-parts.ts'
import type { Tables } from './tables.ts'

const frameCount = sql<number>`ifnull(timelines.frames, (SELECT count(*) FROM timeline_frames
  WHERE timeline_id = timelines.id))`
const checkpointCount = sql<number>`(SELECT count(*) FROM checkpoints
  WHERE timeline_id = timelines.id AND pruned_with IS NULL)`

/** Returns the query of timelines that are not removed, with what lists show of them. */
function selectTimelines(db: Db) {
  return db
    .selectFrom('timelines')
    .leftJoin('jobs', 'jobs.id', 'timelines.job_id')
    .select([
      'timelines.id',
      'timelines.source_video',
      'timelines.source_asset_id',
      'timelines.profile_name',
      'timelines.at',
      'timelines.fps',
      'timelines.every',
      'timelines.threshold',
      'timelines.job_id',
      'timelines.frames as all_frames',
      'timelines.root_checkpoint_id',
      'timelines.created_at',
      'jobs.state as job_state',
    ])
    .select([
      frameCount.as('frames'),
      sql<string | null>`(SELECT id FROM videos WHERE id = source_asset_id)`.as('video_id'),
      checkpointCount.as('checkpoints'),
      sql<string | null>`(SELECT id FROM checkpoints
        WHERE id = chosen_checkpoint_id AND pruned_with IS NULL)`.as('chosen_checkpoint_id'),
    ])
    .where('removed_at', 'is', null)
}

type TimelineRow = Awaited<ReturnType<ReturnType<typeof selectTimelines>['executeTakeFirstOrThrow']>>

function timelineOf({ job_state, all_frames, ...row }: TimelineRow): Timeline {
  const extracts = job_state !== null && isActive(job_state)
  return { ...row, state: all_frames !== null ? 'ready' : extracts ? 'extracting' : 'failed' }
}

/** Values that each order compares; none for the order in which they were created. */
const sortKeys: Record<TimelineSort, RawBuilder<unknown> | undefined> = {
  created: undefined,
  video: sql`timelines.source_video COLLATE NOCASE`,
  choice: sql`timelines.at || printf(' %012.3f ', coalesce(timelines.fps, timelines.every, 0)) || timelines.profile_name`,
  frames: frameCount,
  checkpoints: checkpointCount,
}

export interface TimelinePage extends Page {
  sort?: TimelineSort
  order?: SortOrder
}

/** Returns the list in an order, newest first by default. */
function sorted({ sort = 'created', order = 'desc' }: Pick<TimelinePage, 'sort' | 'order'>): KeyedList {
  return {
    ...{ key: sortKeys[sort], last: sql`timelines.seq`, order },
    row: (id) => sql`timelines WHERE id = ${id}`,
  }
}

function matches(videoId: string | undefined): RawBuilder<SqlBool> {
  const present = sql<SqlBool>`timelines.removed_at IS NULL`
  return videoId === undefined ? present : sql`${present} AND timelines.source_asset_id = ${videoId}`
}

/** Returns the query of `listTimelines`, or of one segment of a page after a row. */
export function timelinesQuery(
  db: Db,
  videoId: string | undefined,
  page: TimelinePage,
  segment = wholeList(sorted(page)),
) {
  const choice = {
    ...{ id: sql`timelines.id`, from: sql`timelines`, where: matches(videoId) },
    isIndexed: (page.sort ?? 'created') === 'created',
  }
  return choosePage(selectTimelines(db), choice, segment, page)
}

/** Lists a page of timelines, of one video if it is given, newest first by default. */
export async function listTimelines(db: Db, videoId: string | undefined, page: TimelinePage): Promise<Timeline[]> {
  const rows = await readPage(db, sorted(page), page, (segment, rest) =>
    timelinesQuery(db, videoId, { ...page, ...rest }, segment).execute(),
  )
  return rows.map(timelineOf)
}

/** Counts the timelines, of one video if it is given. */
export async function countTimelines(db: Db, videoId: string | undefined): Promise<number> {
  return await countRows(db.selectFrom('timelines').where(matches(videoId)))
}

/** Returns a timeline. @throws RushesError NOT_FOUND */
export async function requireTimeline(db: Db, id: string): Promise<Timeline> {
  const row = await selectTimelines(db).where('timelines.id', '=', id).executeTakeFirst()
  if (!row) throw new RushesError('NOT_FOUND', `Timeline not found: ${id}.`)
  return timelineOf(row)
}

/** Returns the timeline that was made for a request, or undefined. */
export async function findTimelineOfRequest(db: Db, requestHash: string): Promise<Timeline | undefined> {
  const row = await selectTimelines(db).where('request_hash', '=', requestHash).executeTakeFirst()
  return row && timelineOf(row)
}

/** Adds a timeline. */
export async function insertTimeline(db: WritableDb, timeline: Insertable<Tables['timelines']>): Promise<void> {
  await db.insertInto('timelines').values(timeline).execute()
}

/** Sets the job that extracts the frames of a timeline. */
export async function setTimelineJob(db: WritableDb, id: string, jobId: string): Promise<void> {
  await db.updateTable('timelines').set({ job_id: jobId }).where('id', '=', id).execute()
}

/** Sets the number of frames of a timeline, all of which are there; null if they are not. */
export async function setTimelineFrames(db: WritableDb, id: string, frames: number | null): Promise<void> {
  await db.updateTable('timelines').set({ frames }).where('id', '=', id).execute()
}

/** Marks a checkpoint of a timeline as the chosen one, or none. */
export async function setChosen(db: WritableDb, id: string, checkpointId: string | null): Promise<void> {
  await db.updateTable('timelines').set({ chosen_checkpoint_id: checkpointId }).where('id', '=', id).execute()
}

/** Removes timelines from all lists, or restores them for null. Returns the ids of those that changed. */
export async function setRemoved(db: WritableDb, ids: readonly string[], removedAt: string | null): Promise<string[]> {
  const rows = await db
    .updateTable('timelines')
    .set({ removed_at: removedAt })
    .where('id', 'in', listOf(ids))
    .where(removedAt === null ? sql<SqlBool>`removed_at IS NOT NULL` : sql<SqlBool>`removed_at IS NULL`)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}
