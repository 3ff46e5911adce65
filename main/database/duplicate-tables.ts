import type { Generated, Selectable } from 'kysely'
import type { DuplicateDecision } from '../../shared/contract/duplicates.ts'

type Timestamp = string
type JsonText = string

/** How a content looks, in 64 bits. One row for each content that was looked at. */
export interface PerceptualHashesTable {
  file_hash: string
  /** `perceptualHashVersion` when it was made. */
  version: number
  /** 16 hex digits; null where nothing could be decoded. */
  hash: string | null
  /** Why not: a sentence. */
  error: string | null
  hashed_at: Generated<Timestamp>
}

/** What a person decided of two contents that look alike; `first_hash` sorts before `second_hash`. */
export interface DuplicateDecisionsTable {
  first_hash: string
  second_hash: string
  decision: DuplicateDecision
  /** The one of the two that went to the trash. */
  trashed_hash: string | null
  decided_at: Generated<Timestamp>
}

/** What one step of decisions did, whole, so that it can be undone. */
export interface DuplicateResolutionsTable {
  id: string
  /** Ids of the videos that went, in `removed_videos` each. */
  removed: JsonText
  /** What was written for those that stayed. */
  merged: JsonText
  /** The pairs that were decided, each with the row that was there before, or null. */
  decisions: JsonText
  resolved_at: Generated<Timestamp>
}

export type DuplicateDecisionRow = Selectable<DuplicateDecisionsTable>
