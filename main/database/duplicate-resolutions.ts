import type { Db } from './connection.ts'
import type { ContentPair } from './duplicate-decisions.ts'
import type { DuplicateDecisionRow } from './duplicate-tables.ts'
import type { WholeRow } from './related-rows.ts'

/** What one step of decisions did. */
export interface KeptResolution {
  id: string
  /** Ids of the videos that went. */
  removed: string[]
  /** What was written for those that stayed. */
  merged: {
    rows: WholeRow[]
    /** What their source was before they gained how a model made them. */
    sources: { id: string; source_type: string }[]
    /** What their rating was before they got that of a better one. */
    ratings: { id: string; before: number | null; after: number }[]
  }
  /** The pairs that were decided, each with what was decided before. */
  decisions: { pair: ContentPair; before: DuplicateDecisionRow | null }[]
}

/** Keeps it, so that it can be undone. */
export async function insertResolution(db: Db, resolution: KeptResolution, now: string): Promise<void> {
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

/** What a step did, or undefined. */
export async function findResolution(db: Db, id: string): Promise<KeptResolution | undefined> {
  const row = await db.selectFrom('duplicate_resolutions').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return undefined
  return {
    id,
    removed: JSON.parse(row.removed),
    // What was kept before there were ratings names none.
    merged: { ratings: [], ...JSON.parse(row.merged) },
    decisions: JSON.parse(row.decisions),
  }
}

/** Takes it out, once it is undone. */
export async function deleteResolution(db: Db, id: string): Promise<void> {
  await db.deleteFrom('duplicate_resolutions').where('id', '=', id).execute()
}
