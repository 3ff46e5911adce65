import { sql } from 'kysely'
import type { StorageSettings } from '../../../shared/contract/storage.ts'
import type { Db, WritableDb } from '../connection/connection.ts'

/** A take that was added since the library stores new ones in its bucket. */
export interface NewVideo {
  id: string
  name: string
  created_at: string
}

type Stored = Pick<StorageSettings, 'videos'>

/** Returns the query of `listNewVideos`. */
export function newVideosQuery({ videos }: Stored, after: NewVideo | undefined, limit: number) {
  const isStored =
    videos === 'bucket'
      ? sql`SELECT 1 FROM locations WHERE file_hash = videos.file_hash AND path LIKE 's3://%' AND missing_since IS NULL`
      : sql`SELECT 1 FROM bucket_previews WHERE file_hash = videos.file_hash`
  const isNext = after ? sql`AND (created_at, id) > (${after.created_at}, ${after.id})` : sql``
  return sql<NewVideo>`SELECT id, name, created_at FROM videos
    WHERE created_at >= (SELECT stored_from FROM object_storage) ${isNext} AND NOT EXISTS (${isStored})
    ORDER BY created_at, id LIMIT ${limit}`
}

/** Lists new takes that are not in the bucket or, if only previews are stored there, whose previews are not. */
export async function listNewVideos(
  db: Db,
  stored: Stored,
  after: NewVideo | undefined,
  limit: number,
): Promise<NewVideo[]> {
  return (await newVideosQuery(stored, after, limit).execute(db)).rows
}

/** Records that all takes added before a time are in the bucket, so that the next search begins there. */
export async function setStoredFrom(db: WritableDb, time: string): Promise<void> {
  await db.updateTable('object_storage').set({ stored_from: time }).where('stored_from', '<', time).execute()
}
