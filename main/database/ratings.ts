import { sql } from 'kysely'
import type { Db } from './connection.ts'

/** Ids of videos that have one rating, or none. */
export interface Rated {
  rating: number | null
  ids: string[]
}

/** Those of `ids` that there are, by their ratings. */
export async function readRatings(db: Db, ids: readonly string[]): Promise<Rated[]> {
  const { rows } = await sql<{ rating: number | null; id: string }>`
    SELECT id, rating AS rating FROM videos WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`.execute(
    db,
  )
  const groups = new Map<number | null, string[]>()
  for (const { id, rating } of rows) {
    const group = groups.get(knownRating(rating))
    if (group) group.push(id)
    else groups.set(knownRating(rating), [id])
  }
  return [...groups].map(([rating, some]) => ({ rating, ids: some }))
}

/** Gives videos a rating, or takes it away. */
export async function putRating(db: Db, ids: readonly string[], rating: number | null): Promise<void> {
  await sql`
    UPDATE videos SET rating = ${rating}
    WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND rating IS NOT ${rating}`.execute(db)
}

/** Takes back that a video was given `after`, but not where somebody has given it another one since. */
export async function takeBackRating(db: Db, id: string, before: number | null, after: number): Promise<void> {
  await db.updateTable('videos').set({ rating: before }).where('id', '=', id).where('rating', '=', after).execute()
}

/** What stands in the column; a table of another program may hold anything there. */
export function knownRating(value: unknown): number | null {
  return [1, 2, 3, 4, 5].includes(value as number) ? (value as number) : null
}
