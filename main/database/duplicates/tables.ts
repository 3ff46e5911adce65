import type { Generated } from 'kysely'
import type { DuplicateDecision } from '../../../shared/contract/duplicates.ts'
import type { JsonText, Timestamp } from '../tables.ts'

/** The tables of similar videos and exact copies. */
export interface DuplicateTables {
  perceptual_hashes: {
    file_hash: string
    version: number
    /** 16 hex digits; null if the file could not be decoded. */
    hash: string | null
    /** A sentence if there is no hash. */
    error: string | null
    hashed_at: Generated<Timestamp>
  }
  /** A decision about two similar contents; `first_hash` < `second_hash`. */
  duplicate_decisions: {
    first_hash: string
    second_hash: string
    decision: DuplicateDecision
    trashed_hash: string | null
    decided_at: Generated<Timestamp>
  }
  /** The effects of one step of decisions, for undo. */
  duplicate_resolutions: {
    id: string
    /** Ids of rows of `removed_videos`. */
    removed: JsonText
    /** Rows, sources and ratings written to the videos that stayed. */
    merged: JsonText
    /** The pairs, each with its previous decision or null. */
    decisions: JsonText
    resolved_at: Generated<Timestamp>
  }
  /** Files that share their size, but not their sample, with another one. */
  sampled_files: { size_bytes: number; path: string; mtime_ms: number; sample_hash: string }
  /** Exact copies that the job `step_id` moved to the trash. `location` is a row, `played` a list of `TrashedPlay`. */
  trashed_copies: {
    step_id: string
    seq: number
    path: string
    kept_path: string
    trashed_path: string
    file_hash: string
    size_bytes: number
    location: JsonText
    played: JsonText
    trashed_at: Generated<Timestamp>
  }
}
