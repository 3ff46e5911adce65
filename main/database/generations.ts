import type { Insertable, Updateable } from 'kysely'
import type { Db } from './connection.ts'
import type { GenerationRow, VideoGenerationTable } from './tables.ts'
import { withTimes } from './timestamp.ts'

/** How a video was made, or undefined. */
export async function findGeneration(db: Db, videoId: string): Promise<GenerationRow | undefined> {
  const row = await db.selectFrom('video_generation').selectAll().where('video_id', '=', videoId).executeTakeFirst()
  return row && withTimes(row)
}

/** Adds a row. */
export async function insertGeneration(db: Db, generation: Insertable<VideoGenerationTable>): Promise<void> {
  await db.insertInto('video_generation').values(generation).execute()
}

/** Changes columns of one row; nothing where none is given. */
export async function updateGeneration(
  db: Db,
  videoId: string,
  changes: Updateable<VideoGenerationTable>,
): Promise<void> {
  if (Object.keys(changes).length === 0) return
  await db.updateTable('video_generation').set(changes).where('video_id', '=', videoId).execute()
}

/** Takes it out. */
export async function deleteGeneration(db: Db, videoId: string): Promise<void> {
  await db.deleteFrom('video_generation').where('video_id', '=', videoId).execute()
}
