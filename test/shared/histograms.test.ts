import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createHistograms, isInBin, valuesOf } from '../../shared/histograms.ts'

function histogramOf(ranges: Parameters<ReturnType<typeof createHistograms>['add']>[0][]) {
  const histograms = createHistograms()
  for (const range of ranges) histograms.add(range)
  return new Map(histograms.all().map(({ value, bins }) => [value, bins]))
}

it('counts durations in bins that grow, confidence in twentieths, and other numbers in bins that fit', () => {
  const found = histogramOf([
    { start: 0, end: 0.04, confidence: 1, level: -30 },
    { start: 2, end: 2.5, confidence: 0.97, level: -31 },
    { start: 3, end: 3.7, label: 'x', confidence: 0.5, words: 'no number' },
  ])
  expect(found.get('duration')).toEqual([
    { from: 0, to: 0.05, count: 1 },
    { from: 0.05, to: 0.1, count: 0 },
    { from: 0.1, to: 0.2, count: 0 },
    { from: 0.2, to: 0.5, count: 0 },
    { from: 0.5, to: 1, count: 2 },
  ])
  expect(found.get('confidence')?.filter(({ count }) => count > 0)).toEqual([
    { from: 0.5, to: 0.55, count: 1 },
    { from: 0.95, to: null, count: 2 },
  ])
  expect(
    found
      .get('level')
      ?.map(({ count }) => count)
      .filter(Boolean),
  ).toEqual([1, 1])
  expect(found.has('words')).toBe(false)
  expect(histogramOf([]).size).toBe(0)
})

it('every value is in one bin, whatever the values are, and there are few bins', () => {
  const value = fc.integer().map((number) => number / 1000)
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 200 }), (values) => {
      const ranges = values.map((level) => ({ start: 1, end: 3, level }))
      const bins = histogramOf(ranges).get('level') ?? []
      expect(bins.length).toBeLessThanOrEqual(24)
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length)
      for (const { from, to, count } of bins)
        expect(ranges.filter((range) => isInBin(range, { value: 'level', from, to }))).toHaveLength(count)
    }),
  )
})

it('lists the numbers of a range, and never its times', () => {
  expect(valuesOf({ start: 1, end: 3, confidence: 0.5, duration: 7, cuts: 2, kind: 'a' })).toEqual([
    ['duration', 2],
    ['confidence', 0.5],
    ['cuts', 2],
  ])
})
