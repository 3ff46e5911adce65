import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Media, MediaFilter, StatusChange } from '../../shared/contract/media.ts'
import { RushesError } from '../../shared/errors.ts'
import { type MediaStatus, mediaStatuses } from '../../shared/media-status.ts'
import type { Db, WritableDb } from './connection/connection.ts'
import { allOf } from './connection/query-parts.ts'
import { withTimes } from './connection/timestamp.ts'
import type { Tables } from './tables.ts'

/** Rows as callers see them: values of other programs converted, and the place of a video that of its own row. */
const columns = sql`
  media.Id, CAST(ifnull(media.Name, '') AS TEXT) AS Name, CAST(ifnull(videos.file_path, media.Path) AS TEXT) AS Path,
  CAST(ifnull(media.MediaType, '') AS TEXT) AS MediaType, CAST(ifnull(media.MediaStatus, 0) AS INTEGER) AS MediaStatus,
  CAST(media.UserId AS TEXT) AS UserId, media.file_hash, ifnull(media.size_bytes, videos.size_bytes) AS size_bytes,
  media.created_at, videos.id AS video_id,
  iif(media.MediaStatus = ${sql.lit(mediaStatuses.failed)}, (
    SELECT message FROM media_status_changes WHERE media_id = media.Id ORDER BY id DESC LIMIT 1), NULL) AS message`

const joined = sql`
  media LEFT JOIN videos ON videos.rowid = (
    SELECT min(rowid) FROM videos WHERE videos.file_hash = media.file_hash AND media.MediaType = 'Video')`

/** Tests whether a row is shown: one of a video that is in the trash is not. */
const isShown = sql<SqlBool>`
  media.Id IS NOT NULL AND (media.MediaType <> 'Video' OR videos.id IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM removed_videos WHERE removed_videos.file_hash = media.file_hash))`

function conditionsOf({ MediaType, MediaStatus, UserId }: MediaFilter): RawBuilder<SqlBool> {
  const conditions = [isShown]
  if (MediaType !== undefined) conditions.push(sql`media.MediaType = ${MediaType}`)
  if (MediaStatus !== undefined) conditions.push(sql`media.MediaStatus = ${MediaStatus}`)
  if (UserId !== undefined) conditions.push(sql`media.UserId = ${UserId}`)
  return allOf(conditions)
}

async function select(db: Db, rest: RawBuilder<unknown>): Promise<Media[]> {
  const { rows } = await sql<Media>`SELECT ${columns} FROM ${joined} WHERE ${rest}`.execute(db)
  return rows.map(withTimes)
}

/** Lists media, the newest first, after the row with the id `after`. @throws RushesError NOT_FOUND for that id */
export async function listMedia(
  db: Db,
  { after, limit, ...filter }: MediaFilter & { after?: string | undefined; limit: number },
): Promise<Media[]> {
  const { rows } = await sql<{ rowid: number }>`SELECT rowid FROM media WHERE Id = ${after ?? null}`.execute(db)
  if (after !== undefined && !rows[0]) throw notFound(after)
  const before = rows[0] ? sql`media.rowid < ${rows[0].rowid}` : sql`true`
  return await select(db, sql`${conditionsOf(filter)} AND ${before} ORDER BY media.rowid DESC LIMIT ${limit}`)
}

/** Counts the media that a filter lets through. */
export async function countMedia(db: Db, filter: MediaFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM ${joined} WHERE ${conditionsOf(filter)}`.execute(db)
  return rows[0]?.count ?? 0
}

/** Returns the media with this id. @throws RushesError NOT_FOUND */
export async function requireMedia(db: Db, id: string): Promise<Media> {
  const [media] = await select(db, sql`media.Id = ${id} AND ${isShown}`)
  if (!media) throw notFound(id)
  return media
}

/** Returns the media with this content, or undefined. */
export async function findMediaByHash(db: Db, fileHash: string): Promise<Media | undefined> {
  const [media] = await select(db, sql`media.file_hash = ${fileHash} AND ${isShown}`)
  return media
}

/** Returns the id and the path of a row of another program that has this id and no hash, or undefined. */
export async function findUnhashedMedia(db: Db, id: string): Promise<{ Id: string; Path: string } | undefined> {
  return await db
    .selectFrom('media')
    .select(['Id', 'Path'])
    .where('Id', '=', id)
    .where('file_hash', 'is', null)
    .executeTakeFirst()
}

/** Fills in the hash of a row of another program, unless another row has the content. */
export async function fillMediaHash(db: WritableDb, id: string, fileHash: string): Promise<void> {
  await sql`
    UPDATE media SET file_hash = ${fileHash}
    WHERE Id = ${id} AND file_hash IS NULL AND NOT EXISTS (SELECT 1 FROM media WHERE file_hash = ${fileHash})`.execute(
    db,
  )
}

/** Returns the id for a content: its sample, with a part of its hash if another content has that id already. */
export async function freeMediaId(db: Db, sampleHash: string, fileHash: string): Promise<string> {
  const taken = await db.selectFrom('media').select('Id').where('Id', '=', sampleHash).executeTakeFirst()
  return taken ? `${sampleHash}-${fileHash.slice(0, 8)}` : sampleHash
}

/** Adds a row for a video. */
export async function insertVideoMedia(
  db: WritableDb,
  row: Pick<Tables['media'], 'Id' | 'Name' | 'Path' | 'UserId' | 'file_hash' | 'size_bytes' | 'created_at'>,
): Promise<void> {
  await db
    .insertInto('media')
    .values({ ...row, MediaType: 'Video', MediaStatus: mediaStatuses.new })
    .execute()
}

/** Sets the name and the owner of media that was just added. */
export async function describeMedia(db: WritableDb, id: string, name: string, userId: string | null): Promise<void> {
  await db.updateTable('media').set({ Name: name, UserId: userId }).where('Id', '=', id).execute()
}

interface NewStatus {
  status: MediaStatus
  message: string | null
  user_id: string | null
  via: string
}

/** Notes the first status of media; a trigger notes changes of the column. */
export async function noteStatus(
  db: WritableDb,
  id: string,
  { status, message, user_id, via }: NewStatus,
  now: string,
): Promise<void> {
  const change = { message, user_id, via, changed_at: now }
  await db
    .insertInto('media_status_changes')
    .values({ media_id: id, status, ...change })
    .execute()
}

/** Changes a status to another one, and notes who did. */
export async function setMediaStatus(db: WritableDb, id: string, change: NewStatus, now: string): Promise<void> {
  await db.updateTable('media').set({ MediaStatus: change.status }).where('Id', '=', id).execute()
  // The trigger has just noted it, without who did.
  const { message, user_id, via } = change
  await sql`
    UPDATE media_status_changes SET message = ${message}, user_id = ${user_id}, via = ${via}, changed_at = ${now}
    WHERE id = (SELECT max(id) FROM media_status_changes WHERE media_id = ${id})`.execute(db)
}

/** Lists the changes of a status, the oldest first. */
export async function listStatusChanges(db: Db, id: string): Promise<StatusChange[]> {
  const { rows } = await sql<StatusChange>`
    SELECT CAST(ifnull(status, 0) AS INTEGER) AS MediaStatus, message, user_id, via, changed_at
    FROM media_status_changes WHERE media_id = ${id} ORDER BY id`.execute(db)
  return rows
}

function notFound(id: string): RushesError {
  return new RushesError('NOT_FOUND', `Media not found: ${id}.`)
}
