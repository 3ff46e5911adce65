import type { Db, WritableDb } from '../connection/connection.ts'
import type { WholeRow } from '../removal/related-rows.ts'
import type { DuplicateDecisionRow } from '../tables.ts'
import type { ContentPair } from './decisions.ts'

/** The effects of one step of decisions. */
export interface KeptResolution {
  id: string
  /** Ids of the removed videos. */
  removed: string[]
  /** Changes to the videos that stayed, for undo. */
  merged: {
    rows: WholeRow[]
    /** Their sources before they got generation details. */
    sources: { id: string; source_type: string }[]
    /** Their ratings before they got a better one. */
    ratings: { id: string; before: number | null; after: number }[]
  }
  /** The decided pairs, each with its previous decision. */
  decisions: { pair: ContentPair; before: DuplicateDecisionRow | null }[]
}

/** Adds the effects of a step, for undo. */
export async function insertResolution(db: WritableDb, resolution: KeptResolution, now: string): Promise<void> {
  const { id, removed, merged, decisions } = resolution
  await db
    .insertInto('duplicate_resolutions')
    .values({
      id,
      removed: JSON.stringify(removed),
      merged: JSON.stringify(merged),
      decisions: JSON.stringify(decisions),
      resolved_at: now,
    })
    .execute()
}

/** Returns the effects of a step, or undefined. */
export async function findResolution(db: Db, id: string): Promise<KeptResolution | undefined> {
  const row = await db.selectFrom('duplicate_resolutions').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return undefined
  return {
    id,
    removed: JSON.parse(row.removed),
    // Steps from before there were ratings have none.
    merged: { ratings: [], ...JSON.parse(row.merged) },
    decisions: JSON.parse(row.decisions),
  }
}

/** Deletes the effects of an undone step. */
export async function deleteResolution(db: WritableDb, id: string): Promise<void> {
  await db.deleteFrom('duplicate_resolutions').where('id', '=', id).execute()
}
