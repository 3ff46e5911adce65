import type { Generated } from 'kysely'
import type { Timestamp } from '../tables.ts'

/** The tables of the library's bucket. */
export interface StorageTables {
  /** The address of the bucket; at most one row. */
  object_storage: {
    id: number
    endpoint: string | null
    region: string
    bucket: string
    prefix: string
    path_style: number
    profile: string | null
    /** The store of frames of new timelines. */
    frames: 'library' | 'bucket'
    /** The stores of new takes and of their previews. */
    videos: Generated<'library' | 'bucket'>
    previews: Generated<'library' | 'bucket'>
    /** Takes added from this time on are new; null if none goes to the bucket by itself. */
    stored_from: Timestamp | null
  }
  /** The frames that are in the bucket. */
  bucket_frames: { file_hash: string; stored_at: Generated<Timestamp> }
  /** The contents whose previews are in the bucket. */
  bucket_previews: { file_hash: string }
  /** Objects that no row needs any more, until they are deleted in the bucket. */
  bucket_deletions: { object_key: string }
}
