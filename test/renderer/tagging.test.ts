import { expect, test } from 'vitest'
import { filterTopics, topicWords } from '../../renderer/library/filter-words.ts'
import { rangeOf } from '../../renderer/tagging/rating-range.ts'
import { ratingOf } from '../../renderer/tagging/rating-words.ts'

test('digits rate, zero takes the rating away, and nothing else is a rating', () => {
  expect(['1', '5', '0'].map(ratingOf)).toEqual([1, 5, null])
  expect(['6', '9', 'a', 'F1', '10', '', null].map(ratingOf)).toEqual(Array(7).fill(undefined))
})

test('of many takes the least and the most stars are shown, and how many have none', () => {
  const of = (...ratings: [number | null, number][]) =>
    rangeOf({ count: 9, tags: [], ratings: ratings.map(([rating, count]) => ({ rating, count })) })
  expect(of([4, 9])).toEqual({ least: 4, most: 4 })
  expect(of([null, 9])).toEqual({ least: null, most: null })
  expect(of([5, 2], [2, 7])).toEqual({ least: 2, most: 5, words: '2 to 5 stars' })
  expect(of([5, 2], [2, 6], [null, 1])).toEqual({ least: null, most: 5, words: '1 not rated' })
  expect(rangeOf(undefined)).toEqual({ least: null, most: null })
})

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
  expect(topic && topicWords(topic, structuredClone(filter) as never, undefined)).toBe(words)
})
