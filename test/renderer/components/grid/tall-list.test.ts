import fc from 'fast-check'
import { expect, it } from 'vitest'
import { positionOf, shiftAt, shiftFor, tallest } from '../../../../renderer/components/grid/tall-list.ts'

const view = 700

it('shows each offset of a tall list at a position of its element, and both ends at its ends', () => {
  const heights = fc.integer({ min: tallest + 1, max: 500_000_000 }).map((list) => ({ list, view }))
  fc.assert(
    fc.property(heights, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
      const offset = share * (list.list - view)
      const position = positionOf(offset, list)
      expect(position >= 0 && position <= tallest - view).toBe(true)
      expect(position + shiftFor(offset, list)).toBeCloseTo(offset)
      expect([shiftAt(0, list), positionOf(0, list)]).toEqual([0, 0])
      expect(tallest - view + shiftAt(tallest - view, list)).toBeCloseTo(list.list - view)
      expect(positionOf(list.list, list)).toBe(tallest - view)
      // A wheel near an end leads to that end.
      expect(Math.abs(shiftFor(share * 90_000, list))).toBeLessThan(0.51)
      const last = list.list - view - share * 90_000
      expect(Math.abs(shiftFor(last, list) - (list.list - tallest))).toBeLessThan(0.51)
    }),
  )
})

it('leaves the positions of other lists as they are', () => {
  const list = { list: tallest, view }
  expect([positionOf(1234.5, list), shiftFor(1234.5, list), shiftAt(1234.5, list)]).toEqual([1234.5, 0, 0])
})
