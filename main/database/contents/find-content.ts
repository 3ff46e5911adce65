import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../connection/connection.ts'

/** A video or an image, as tables name it that have rows of both kinds: a video by its id, an image by its content. */
export type ContentKey = { video_id: string } | { file_hash: string }

/** The row of a content that the library has: a video or an image. */
export interface StoredContent {
  kind: 'video' | 'image'
  id: string
  name: string
  /**
   * The path that a video plays from, or that an image is shown from; other programs write it relative to the library.
   */
  file_path: string
  file_hash: string
  /** Null if another program recorded it and it has not been read yet. */
  size_bytes: number | null
  /** Null for an image. */
  source_type: string | null
}

/** A content that is a video or an image of the library. */
export interface FoundContent extends Pick<StoredContent, 'file_hash' | 'name' | 'source_type'> {
  key: ContentKey
}

/** Lists the videos with a content, the oldest first, then its image. */
export async function listStoredByHash(db: Db, fileHash: string): Promise<StoredContent[]> {
  return (await storedQuery(sql`file_hash = ${fileHash}`, sql`file_hash = ${fileHash}`).execute(db)).rows
}

/** Lists the video and the image, if any, whose file is the one at `path`. */
export async function listStoredAt(db: Db, path: string): Promise<StoredContent[]> {
  return (await storedQuery(sql`file_path = ${path}`, sql`Path = ${path}`).execute(db)).rows
}

/**
 * Returns the query of `listStoredByHash` and `listStoredAt`, one statement because an import asks it several times per
 * file. The plus keeps SQLite from reading all images by their type.
 */
export function storedQuery(isVideo: RawBuilder<unknown>, isImage: RawBuilder<unknown>) {
  return sql<StoredContent>`
    SELECT kind, id, name, file_path, file_hash, size_bytes, source_type FROM (
      SELECT 0 AS position, 'video' AS kind, rowid AS row, id, name, file_path, file_hash, size_bytes, source_type
      FROM videos WHERE ${isVideo}
      UNION ALL
      SELECT 1, 'image', rowid, Id, Name, Path, file_hash, size_bytes, NULL
      FROM media WHERE ${isImage} AND +MediaType = 'Image' AND file_hash IS NOT NULL)
    ORDER BY position, row`
}

/** Returns the oldest video with a content, else its image, or undefined. */
export async function findContent(db: Db, fileHash: string): Promise<FoundContent | undefined> {
  const [stored] = await listStoredByHash(db, fileHash)
  if (!stored) return undefined
  const { kind, id, file_hash, name, source_type } = stored
  return { key: kind === 'video' ? { video_id: id } : { file_hash }, file_hash, name, source_type }
}
