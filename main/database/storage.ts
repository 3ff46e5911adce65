import { type SqlBool, sql } from 'kysely'
import type { StorageSettings } from '../../shared/contract/storage.ts'
import type { Db, WritableDb } from './connection/connection.ts'
import { eachOf, listOf } from './connection/query-parts.ts'

/** Returns the settings of the library's bucket; undefined if it has none. */
export async function findStorageSettings(db: Db): Promise<StorageSettings | undefined> {
  const row = await db.selectFrom('object_storage').selectAll().executeTakeFirst()
  if (!row) return undefined
  const { id: _, stored_from: __, path_style, ...settings } = row
  return { ...settings, path_style: path_style === 1 }
}

/**
 * Sets the bucket of the library; null removes it. Takes are new from `now` on, unless the choice for them is the same
 * as before.
 */
export async function setStorageSettings(db: WritableDb, settings: StorageSettings | null, now: string): Promise<void> {
  const before = await db.selectFrom('object_storage').selectAll().executeTakeFirst()
  await db.deleteFrom('object_storage').execute()
  if (!settings) return
  const isSame = before?.videos === settings.videos && before.previews === settings.previews
  const stored_from = isSame ? before.stored_from : storesNew(settings) ? now : null
  await db
    .insertInto('object_storage')
    .values({ id: 1, ...settings, path_style: Number(settings.path_style), stored_from })
    .execute()
}

/** Returns whether new takes, or their previews, go to the bucket by themselves. */
export function storesNew({ videos, previews }: Pick<StorageSettings, 'videos' | 'previews'>): boolean {
  return videos === 'bucket' || previews === 'bucket'
}

const inBucket = sql<SqlBool>`path LIKE 's3://%'`

/** Counts the videos and frames in the bucket, and their bytes. */
export async function sumStored(db: Db) {
  const { rows } = await sql<{ videos: number; video_bytes: number; frames: number; frame_bytes: number }>`
    SELECT (SELECT count(*) FROM locations WHERE ${inBucket}) AS videos,
      (SELECT ifnull(sum(size_bytes), 0) FROM locations WHERE ${inBucket}) AS video_bytes,
      (SELECT count(*) FROM bucket_frames) AS frames,
      (SELECT ifnull(sum((SELECT max(size_bytes) FROM timeline_frames
        WHERE timeline_frames.file_hash = bucket_frames.file_hash)), 0) FROM bucket_frames) AS frame_bytes`.execute(db)
  const [sums] = rows
  if (!sums) throw new Error('A sum has one row.')
  return sums
}

/** Lists those of these contents that are frames in the bucket. */
export async function listBucketFrames(db: Db, fileHashes: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('bucket_frames')
    .select('file_hash')
    .where('file_hash', 'in', listOf(fileHashes))
    .execute()
  return rows.map(({ file_hash }) => file_hash)
}

/** Records frames as stored in the bucket. */
export async function insertBucketFrames(db: WritableDb, fileHashes: readonly string[]): Promise<void> {
  await sql`INSERT INTO bucket_frames (file_hash) SELECT value FROM ${eachOf(fileHashes)} WHERE true
    ON CONFLICT DO NOTHING`.execute(db)
}

/** Deletes the rows of frames in the bucket. */
export async function deleteBucketFrames(db: WritableDb, fileHashes: readonly string[]): Promise<void> {
  await db.deleteFrom('bucket_frames').where('file_hash', 'in', listOf(fileHashes)).execute()
}

/** Records that the bucket has the previews of a content. */
export async function insertBucketPreviews(db: WritableDb, fileHash: string): Promise<void> {
  await db
    .insertInto('bucket_previews')
    .values({ file_hash: fileHash })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Deletes the record of previews in the bucket, of one content or of all. Returns the contents. */
export async function deleteBucketPreviews(db: WritableDb, fileHash?: string): Promise<string[]> {
  const rows = await db
    .deleteFrom('bucket_previews')
    .$if(fileHash !== undefined, (query) => query.where('file_hash', '=', fileHash ?? ''))
    .returning('file_hash')
    .execute()
  return rows.map(({ file_hash }) => file_hash)
}

/** Returns whether the bucket has the previews of a content. */
export async function hasBucketPreviews(db: Db, fileHash: string): Promise<boolean> {
  const query = db.selectFrom('bucket_previews').select('file_hash').where('file_hash', '=', fileHash)
  return (await query.executeTakeFirst()) !== undefined
}

/** Adds objects to those that are deleted in the bucket when it can be reached. */
export async function insertBucketDeletions(db: WritableDb, keys: readonly string[]): Promise<void> {
  await sql`INSERT INTO bucket_deletions (object_key) SELECT value FROM ${eachOf(keys)} WHERE true
    ON CONFLICT DO NOTHING`.execute(db)
}

/** Lists objects to delete in the bucket. */
export async function listBucketDeletions(db: Db, limit: number): Promise<string[]> {
  const rows = await db.selectFrom('bucket_deletions').select('object_key').limit(limit).execute()
  return rows.map(({ object_key }) => object_key)
}

/** Takes objects off the list of those to delete. */
export async function deleteBucketDeletions(db: WritableDb, keys: readonly string[]): Promise<void> {
  await db.deleteFrom('bucket_deletions').where('object_key', 'in', listOf(keys)).execute()
}

/**
 * Returns whether the content of an object belongs to a frame of a timeline, or to a video, perhaps in the trash; of a
 * preview, whether the bucket has the previews of its content.
 */
export async function isNeededInBucket(db: Db, address: string, fileHash: string): Promise<boolean> {
  if (/\/cache\/[^/]+\/[0-9a-f]{2}\/[^/]+$/.test(address)) return await hasBucketPreviews(db, fileHash)
  const { rows } = await sql<{ needed: number }>`
    SELECT EXISTS (SELECT 1 FROM timeline_frames WHERE file_hash = ${fileHash})
      OR EXISTS (SELECT 1 FROM locations WHERE file_hash = ${fileHash} AND ${inBucket})
      OR EXISTS (SELECT 1 FROM removed_videos WHERE file_hash = ${fileHash} AND instr(locations, ${address}) > 0)
      AS needed`.execute(db)
  return rows[0]?.needed === 1
}
