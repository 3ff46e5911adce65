import { type Insertable, sql } from 'kysely'
import { absolute } from './caches/cache-state.ts'
import type { Db, WritableDb } from './connection/connection.ts'
import { findGeneration, upsertGeneration } from './generations.ts'
import type { Tables } from './tables.ts'
import { findVideoByHash, insertVideo } from './videos.ts'

/** An image that may be an animation, which earlier versions recorded as an image. */
export interface PossibleAnimation {
  id: string
  /** The last row of a page, for the next one. */
  cursor: number
  name: string
  file_path: string
  file_hash: string
  created_at: string | null
}

/** Returns whether the images of the library were checked for animations. */
export async function hasCheckedAnimations(db: Db): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM library WHERE animations_checked_at IS NOT NULL`.execute(db)
  return rows.length > 0
}

/** Records that the images of the library were checked for animations. */
export async function markAnimationsChecked(db: WritableDb, now: string): Promise<void> {
  await db.updateTable('library').set({ animations_checked_at: now }).execute()
}

const possible = sql`
  FROM media INDEXED BY media_by_type
  WHERE MediaType = 'Image' AND file_hash IS NOT NULL AND codec IN ('gif', 'png', 'webp') AND NOT EXISTS (
    SELECT 1 FROM locations WHERE path = ${absolute(sql`media.Path`)} AND missing_since IS NOT NULL)`

/** Lists images in formats that have animations and whose file is not known as missing, after a cursor. */
export async function listPossibleAnimations(db: Db, after: number, limit: number): Promise<PossibleAnimation[]> {
  const { rows } = await sql<PossibleAnimation>`
    SELECT Id AS id, rowid AS cursor, Name AS name, Path AS file_path, file_hash, created_at ${possible}
      AND rowid > ${after} ORDER BY rowid LIMIT ${limit}`.execute(db)
  return rows
}

/** Counts the same images. */
export async function countPossibleAnimations(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count ${possible}`.execute(db)
  return rows[0]?.count ?? 0
}

/**
 * Makes a video of an image, within a transaction: generation details, associations and the record of media stay, with
 * their times. Returns false if the image is gone or changed meanwhile.
 */
export async function makeVideoOfImage(
  db: WritableDb,
  image: Pick<PossibleAnimation, 'id' | 'file_hash' | 'file_path'>,
  video: Insertable<Tables['videos']>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('media')
    .set({ MediaType: 'Video' })
    .where('Id', '=', image.id)
    .where('file_hash', '=', image.file_hash)
    .where('Path', '=', image.file_path)
    .where('MediaType', '=', 'Image')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  const { file_hash } = image
  const generation = await findGeneration(db, { file_hash })
  const existing = await findVideoByHash(db, file_hash)
  const video_id = existing?.id ?? video.id
  if (!existing) await insertVideo(db, { ...video, ...(generation && { source_type: 'generated' }) })
  if (generation && !(await findGeneration(db, { video_id }))) await upsertGeneration(db, { video_id }, generation)
  await sql`DELETE FROM image_generation WHERE file_hash = ${file_hash}`.execute(db)
  await sql`
    INSERT OR IGNORE INTO workflow_videos (workflow_id, video_id, node_id, node_type, role, execution_id, created_at)
      SELECT workflow_id, ${video_id}, node_id, node_type, role, execution_id, created_at
      FROM workflow_images WHERE file_hash = ${file_hash} ORDER BY rowid`.execute(db)
  await sql`DELETE FROM workflow_images WHERE file_hash = ${file_hash}`.execute(db)
  return true
}
