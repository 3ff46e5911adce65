import type { Core } from '../../core.ts'
import { countTagsOf } from '../../database/tags.ts'
import { readRatings } from '../../database/videos/ratings.ts'

/** Counts the ratings and the tags of some videos. */
export async function countRatingsAndTags({ db }: Core, ids: readonly string[]) {
  const rated = await readRatings(db, ids)
  const ratings = rated.map((group) => ({ rating: group.rating, count: group.ids.length }))
  return {
    count: ratings.reduce((sum, { count }) => sum + count, 0),
    ratings: ratings.toSorted((a, b) => (b.rating ?? 0) - (a.rating ?? 0)),
    tags: await countTagsOf(db, ids),
  }
}
