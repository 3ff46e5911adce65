import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compareRanges, compareTake, figuresOf, pairsOf, sharedByAll } from '../../shared/compare-ranges.ts'

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

const oneFrame = { toleranceSeconds: 0.04 }
const f1 = (...lists: Parameters<typeof compareTake> extends [infer A, infer B, unknown] ? [A, B] : never) =>
  compareTake(lists[0], lists[1], oneFrame).f1

it('the agreement is the F1 score, the same in both directions, and none of two empty lists', () => {
  const [more, fewer] = [[scene(0, 2), scene(2, 5), scene(5, 8)], [scene(0, 2)]]
  expect(f1(more, fewer)).toBe(0.5)
  expect(f1(fewer, more)).toBe(0.5)
  expect(f1(more, more)).toBe(1)
  expect(f1([], more)).toBe(0)
  expect(f1([], [])).toBeNull()
})

it('the first list is the reference of precision and recall, and differences begin where one has no counterpart', () => {
  const truth = [scene(0, 2), scene(2, 5), scene(6, 8)]
  expect(compareTake(truth, [scene(0, 2), scene(2, 4)], oneFrame)).toEqual({
    both: 1,
    only_first: 2,
    only_second: 1,
    shared_seconds: 4,
    covered_seconds: 7,
    f1: 0.4,
    overlap: 4 / 7,
    precision: 0.5,
    recall: 1 / 3,
    first_difference: 2,
  })
  expect(compareTake(truth, [], oneFrame)).toMatchObject({
    precision: null,
    recall: 0,
    overlap: 0,
    first_difference: 0,
  })
  expect(compareTake([], [], oneFrame)).toMatchObject({ precision: null, recall: null, overlap: null })
  const total = { both: 3, only_first: 1, only_second: 0, shared_seconds: 0, covered_seconds: 0 }
  expect(figuresOf(total)).toMatchObject({ f1: 6 / 7, precision: 1, recall: 0.75, overlap: null })
})

it('the overlap counts time once, label by label, unless labels are ignored', () => {
  const speech = { start: 0, end: 4, label: 'speech' }
  const twice = [speech, { start: 2, end: 6, label: 'speech' }]
  expect(compareTake(twice, [{ start: 3, end: 9, label: 'speech' }], oneFrame)).toMatchObject({ overlap: 3 / 9 })
  const music = [{ ...speech, label: 'music' }]
  expect(compareTake([speech], music, oneFrame)).toMatchObject({ f1: 0, overlap: 0 })
  expect(compareTake([speech], music, { ...oneFrame, ignoresLabels: true })).toMatchObject({ f1: 1, overlap: 1 })
})

it('several are compared with each other, or with the references alone', () => {
  expect(pairsOf([false, false, false])).toEqual([
    [0, 1],
    [0, 2],
    [1, 2],
  ])
  expect(pairsOf([false, true, false])).toEqual([
    [1, 0],
    [1, 2],
  ])
  expect(pairsOf([true, true])).toEqual([[0, 1]])
  const [one, two] = [scene(0, 2), scene(2, 3)]
  const shared = sharedByAll([[one, two], [scene(0, 2)], [scene(0.02, 2), scene(2, 3)]], oneFrame)
  expect(shared.map((ranges) => [...ranges].length)).toEqual([1, 1, 1])
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
