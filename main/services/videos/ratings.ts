import type { Core } from '../../core.ts'
import { countTagsOf } from '../../database/tags.ts'
import { type Rated, readRatings, setRating } from '../../database/videos/ratings.ts'

/** Rates videos, in order and in one transaction; ids of unknown videos are ignored. `undo` reverses all of it. */
export async function rateVideos(core: Core, asked: readonly Rated[]) {
  return await core.write(async ({ db, touch }) => {
    const found = new Set<string>()
    const before: Rated[] = []
    for (const { ids, rating } of asked) {
      const rated = await readRatings(db, ids)
      for (const id of rated.flatMap((group) => group.ids)) found.add(id)
      before.push(...rated.filter((group) => group.rating !== rating))
      await setRating(db, ids, rating)
    }
    const changed = new Set(before.flatMap(({ ids }) => ids)).size
    if (changed > 0) touch('videos')
    // In reverse, so that a video that was rated twice gets its first rating back.
    return { found: found.size, changed, undo: { ratings: before.toReversed() } }
  })
}

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
