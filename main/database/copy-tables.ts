import type { Generated, Selectable } from 'kysely'

/** A file that shares its size, but not its sample, with another one: nothing more is read of it while it stays as it was. */
export interface SampledFilesTable {
  size_bytes: number
  path: string
  mtime_ms: number
  sample_hash: string
}

/** What played from a copy, or was shown from it, and the path as its row had it. */
export interface TrashedPlay {
  kind: 'video' | 'image'
  id: string
  path: string
}

/** A copy that went to the trash of the library. */
export interface TrashedCopiesTable {
  /** The job that took it there; one undo takes back all of one. */
  step_id: string
  seq: number
  path: string
  /** Where the same content stayed. */
  kept_path: string
  trashed_path: string
  file_hash: string
  size_bytes: number
  /** JSON: what was known of the path. */
  location: string
  /** JSON, a list of `TrashedPlay`. */
  played: string
  trashed_at: Generated<string>
}

export type TrashedCopyRow = Selectable<TrashedCopiesTable>
