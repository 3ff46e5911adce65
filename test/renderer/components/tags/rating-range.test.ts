import { expect, test } from 'vitest'
import { rangeOf } from '../../../../renderer/components/tags/rating-range.ts'

test('of many takes the least and the most stars are shown, and how many have none', () => {
  const of = (...ratings: [number | null, number][]) =>
    rangeOf({ ratings: ratings.map(([rating, count]) => ({ rating, count })) })
  expect(of([4, 9])).toEqual({ least: 4, most: 4 })
  expect(of([null, 9])).toEqual({ least: null, most: null })
  expect(of([5, 2], [2, 7])).toEqual({ least: 2, most: 5, words: '2 to 5 stars' })
  expect(of([5, 2], [2, 6], [null, 1])).toEqual({ least: null, most: 5, words: '1 not rated' })
  expect(rangeOf(undefined)).toEqual({ least: null, most: null })
})
