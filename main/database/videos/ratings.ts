import { sql } from 'kysely'
import type { Db, WritableDb } from '../connection/connection.ts'
import { listOf } from '../connection/query-parts.ts'

/** Ids of videos with the same rating, or without one. */
export interface Rated {
  rating: number | null
  ids: string[]
}

/** Groups those of `ids` that exist by their ratings. */
export async function readRatings(db: Db, ids: readonly string[]): Promise<Rated[]> {
  const { rows } = await sql<{ rating: number | null; id: string }>`
    SELECT id, rating AS rating FROM videos WHERE id IN ${listOf(ids)}`.execute(db)
  const groups = Map.groupBy(rows, ({ rating }) => knownRating(rating))
  return [...groups].map(([rating, rated]) => ({ rating, ids: rated.map(({ id }) => id) }))
}

/** Sets the rating of videos, or clears it. */
export async function setRating(db: Db, ids: readonly string[], rating: number | null): Promise<void> {
  await sql`
    UPDATE videos SET rating = ${rating}
    WHERE id IN ${listOf(ids)} AND rating IS NOT ${rating}`.execute(db)
}

/** Restores the rating `before`, unless the rating is not `after` any more. */
export async function restoreRating(db: WritableDb, id: string, before: number | null, after: number): Promise<void> {
  await db.updateTable('videos').set({ rating: before }).where('id', '=', id).where('rating', '=', after).execute()
}

/** Returns a rating of 1 to 5 or null. See [Note: foreign values]. */
export function knownRating(value: unknown): number | null {
  return [1, 2, 3, 4, 5].includes(value as number) ? (value as number) : null
}
