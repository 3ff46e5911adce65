import type { Image } from '../../shared/contract/images.ts'
import { tagKey } from '../../shared/tags.ts'

/** Sums up the ratings, from the highest, the tags and the colour of several images; undefined if colours differ. */
export function marksOf(images: readonly Image[]) {
  const ratings = [...Map.groupBy(images, ({ rating }) => rating)]
    .map(([rating, rated]) => ({ rating, count: rated.length }))
    .toSorted((one, other) => (other.rating ?? 0) - (one.rating ?? 0))
  const tags = [
    ...Map.groupBy(
      images.flatMap((image) => image.tags),
      tagKey,
    ).values(),
  ]
    .map((same) => ({ tag: same[0] ?? '', count: same.length }))
    .toSorted((one, other) => other.count - one.count)
  const [first] = images
  const isShared = images.every(({ colour }) => colour === first?.colour)
  return { count: images.length, ratings, tags, colour: isShared ? (first?.colour ?? null) : undefined }
}
