import type { Core } from '../core.ts'
import { putRating, type Rated, readRatings } from '../database/ratings.ts'
import { countTagsOf } from '../database/tags.ts'

/** Gives videos ratings, in order and in one transaction; ids that are not there are passed over. `undo` takes all of it back. */
export async function rateVideos(core: Core, asked: readonly Rated[]) {
  return await core.write(async (db, touch) => {
    const found = new Set<string>()
    const before: Rated[] = []
    for (const { ids, rating } of asked) {
      const rated = await readRatings(db, ids)
      for (const id of rated.flatMap((group) => group.ids)) found.add(id)
      before.push(...rated.filter((group) => group.rating !== rating))
      await putRating(db, ids, rating)
    }
    const changed = new Set(before.flatMap(({ ids }) => ids)).size
    if (changed > 0) touch('videos')
    // The other way round: what was rated twice is what it was at first.
    return { found: found.size, changed, undo: { ratings: before.toReversed() } }
  })
}

/** How many of some videos have each rating and each tag. */
export async function countMarks({ db }: Core, ids: readonly string[]) {
  const rated = await readRatings(db, ids)
  const ratings = rated.map((group) => ({ rating: group.rating, count: group.ids.length }))
  return {
    count: ratings.reduce((sum, { count }) => sum + count, 0),
    ratings: ratings.toSorted((a, b) => (b.rating ?? 0) - (a.rating ?? 0)),
    tags: await countTagsOf(db, ids),
  }
}
