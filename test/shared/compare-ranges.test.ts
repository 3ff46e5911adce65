import fc from 'fast-check'
import { expect, it } from 'vitest'
import { agreementOf, compareRanges } from '../../shared/compare-ranges.ts'

const scene = (start: number, end: number) => ({ start, end, label: 'scene' })

it('a cut that only one configuration finds shows as what differs around it', () => {
  const comparison = compareRanges([scene(0, 2), scene(2, 5), scene(5, 8)], [scene(0, 2), scene(2, 8)], 0.04)
  expect(comparison).toEqual({ both: [scene(0, 2)], onlyFirst: [scene(2, 5), scene(5, 8)], onlySecond: [scene(2, 8)] })
})

it('ends within a frame are the same, labels that differ are not', () => {
  expect(compareRanges([scene(0, 2)], [scene(0.04, 1.96)], 0.04).both).toHaveLength(1)
  expect(compareRanges([scene(0, 2)], [scene(0.05, 2)], 0.04).both).toHaveLength(0)
  expect(compareRanges([scene(0, 2)], [{ ...scene(0, 2), label: 'black' }], 0.04).both).toHaveLength(0)
})

it('the agreement is the F1 score, the same in both directions, and none of two empty lists', () => {
  const [more, fewer] = [[scene(0, 2), scene(2, 5), scene(5, 8)], [scene(0, 2)]]
  // Precision 1/3, recall 1.
  expect(agreementOf(compareRanges(more, fewer, 0.04))).toBe(0.5)
  expect(agreementOf(compareRanges(fewer, more, 0.04))).toBe(0.5)
  expect(agreementOf(compareRanges(more, more, 0.04))).toBe(1)
  expect(agreementOf(compareRanges([], more, 0.04))).toBe(0)
  expect(agreementOf(compareRanges([], [], 0.04))).toBeNull()
})

it('equal ranges are counted one for one', () => {
  const comparison = compareRanges([scene(0, 1), scene(0, 1)], [scene(0, 1)], 0)
  expect([comparison.both.length, comparison.onlyFirst.length, comparison.onlySecond.length]).toEqual([1, 1, 0])
})

it('no range is lost, and a list compared with itself is all the same', () => {
  const range = fc
    .tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 5 }), fc.constantFrom('a', 'b'))
    .map(([start, length, label]) => ({ start, end: start + length, label }))
  const list = fc.array(range).map((ranges) => ranges.toSorted((a, b) => a.start - b.start))
  fc.assert(
    fc.property(list, list, (first, second) => {
      const { both, onlyFirst, onlySecond } = compareRanges(first, second, 0.5)
      expect(both.length + onlyFirst.length).toBe(first.length)
      expect(both.length + onlySecond.length).toBe(second.length)
      expect(compareRanges(first, first, 0.5).both).toHaveLength(first.length)
    }),
  )
})
