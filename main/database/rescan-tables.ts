import type { Generated, Selectable } from 'kysely'
import type { Version } from '../../shared/contract/versions.ts'

/** A video that took the place of another one at a path; both are kept. */
export interface VideoVersionsTable {
  video_id: string
  previous_id: string
  path: string
  noticed_at: Generated<string>
  /** How many rows of other tables would be carried over, or were. */
  row_count: number
  /** Null while the person is asked. */
  answer: Version['answer']
  answered_at: string | null
  /** The rows that were carried over, as they are in their tables. */
  carried: string | null
  /** The rating that was carried over; null where none was. */
  carried_rating: number | null
}

/** A folder whose new files come into the library by themselves. */
export interface WatchedFoldersTable {
  /** Absolute. */
  path: string
  paused: Generated<0 | 1>
  added_at: Generated<string>
}

/** A file of a removed video or image, as it looked; it stays where it is. */
export interface DismissedFilesTable {
  /** Absolute. */
  path: string
  size_bytes: number
  mtime_ms: number
}
export type DismissedFileRow = Selectable<DismissedFilesTable>
