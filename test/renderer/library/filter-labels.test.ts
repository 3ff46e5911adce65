import { expect, test } from 'vitest'
import { filterTopics, topicLabel } from '../../../renderer/library/filter-labels.ts'

test.for([
  [{ min_rating: 1 }, 'Rating', '1 star and more'],
  [{ min_rating: 5 }, 'Rating', '5 stars'],
  [{ has_rating: false }, 'Rating', 'none'],
  [{ has_rating: true }, 'Rating', 'any'],
  [{ tags: ['Night', 'wide'] }, 'Tags', 'Night and wide'],
  [{ any_tags: ['Night', 'wide'] }, 'Tags', 'Night or wide'],
  [{ tags: ['Night'], any_tags: ['wide', 'low'] }, 'Tags', 'Night, wide or low'],
  [{ has_tags: false }, 'Tags', 'none'],
  [{}, 'Tags', undefined],
] as const)('%o reads as %s %s', ([filter, name, words]) => {
  const topic = filterTopics.find((one) => one.name === name)
  expect(topic && topicLabel(topic, structuredClone(filter) as never, undefined)).toBe(words)
})
