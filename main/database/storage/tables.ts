import type { Generated } from 'kysely'
import type { Timestamp } from '../tables.ts'

/** The tables of the library's bucket. */
export interface StorageTables {
  /** Where the bucket is; at most one row. */
  object_storage: {
    id: number
    endpoint: string | null
    region: string
    bucket: string
    prefix: string
    path_style: number
    profile: string | null
    /** Where frames of new timelines are stored. */
    frames: 'library' | 'bucket'
  }
  /** The frames that are in the bucket. */
  bucket_frames: { file_hash: string; stored_at: Generated<Timestamp> }
  /** Objects that no row needs any more, until they are deleted in the bucket. */
  bucket_deletions: { object_key: string }
}
