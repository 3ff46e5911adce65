import type { Insertable, Updateable } from 'kysely'
import type { Db, WritableDb } from './connection/connection.ts'
import { withTimes } from './connection/timestamp.ts'
import type { GenerationRow, Tables } from './tables.ts'

/** Returns the generation details of a video, or undefined. */
export async function findGeneration(db: Db, videoId: string): Promise<GenerationRow | undefined> {
  const row = await db.selectFrom('video_generation').selectAll().where('video_id', '=', videoId).executeTakeFirst()
  return row && withTimes(row)
}

/** Adds generation details. */
export async function insertGeneration(
  db: WritableDb,
  generation: Insertable<Tables['video_generation']>,
): Promise<void> {
  await db.insertInto('video_generation').values(generation).execute()
}

/** Changes the given columns of the generation details of a video. */
export async function updateGeneration(
  db: WritableDb,
  videoId: string,
  changes: Updateable<Tables['video_generation']>,
): Promise<void> {
  if (Object.keys(changes).length === 0) return
  await db.updateTable('video_generation').set(changes).where('video_id', '=', videoId).execute()
}

/** Deletes the generation details of a video. */
export async function deleteGeneration(db: WritableDb, videoId: string): Promise<void> {
  await db.deleteFrom('video_generation').where('video_id', '=', videoId).execute()
}
