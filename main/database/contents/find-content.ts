import type { Db } from '../connection/connection.ts'
import { findImageByHash } from '../images.ts'
import { findVideoByHash } from '../videos.ts'

/** A video or an image, as tables name it that have rows of both kinds: a video by its id, an image by its content. */
export type ContentKey = { video_id: string } | { file_hash: string }

/** A content that is a video or an image of the library. */
export interface FoundContent {
  key: ContentKey
  file_hash: string
  name: string
  /** Null for an image. */
  source_type: string | null
}

/** Returns the oldest video with a content, else its image, or undefined. */
export async function findContent(db: Db, fileHash: string): Promise<FoundContent | undefined> {
  const video = await findVideoByHash(db, fileHash)
  if (video) {
    const { id, file_hash, name, source_type } = video
    return { key: { video_id: id }, file_hash, name, source_type }
  }
  const image = await findImageByHash(db, fileHash)
  return image && { key: { file_hash: fileHash }, file_hash: fileHash, name: image.name, source_type: null }
}
