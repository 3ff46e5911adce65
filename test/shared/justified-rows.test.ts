import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { justifyRows, tileRatio } from '../../shared/justified-rows.ts'

const ratios = fc.array(fc.double({ min: 0.4, max: 3.2, noNaN: true }), { minLength: 1, maxLength: 120 })
const layout = fc.record({
  width: fc.integer({ min: 320, max: 3000 }),
  gap: fc.integer({ min: 0, max: 16 }),
  targetHeight: fc.integer({ min: 80, max: 320 }),
  ragged: fc.boolean(),
})

describe('justified rows', () => {
  it('lose nothing and keep the order', () => {
    fc.assert(
      fc.property(ratios, layout, (given, options) => {
        const indexes = justifyRows(given, options).flatMap((row) => row.tiles.map((tile) => tile.index))
        expect(indexes).toEqual(given.map((_, index) => index))
      }),
    )
  })

  it('fill the width to the pixel with the given gaps, but for a ragged last row', () => {
    fc.assert(
      fc.property(ratios, layout, (given, options) => {
        const rows = justifyRows(given, options)
        for (const [index, row] of rows.entries()) {
          for (const [place, tile] of row.tiles.entries()) {
            const next = row.tiles[place + 1]
            if (next) expect(next.x - tile.x - tile.width).toBe(options.gap)
          }
          const last = row.tiles.at(-1)
          const right = (last?.x ?? 0) + (last?.width ?? 0)
          if (options.ragged && index === rows.length - 1) expect(right).toBeLessThanOrEqual(options.width)
          else expect(right).toBe(options.width)
        }
      }),
    )
  })

  it('keep the shape of every picture to within a pixel', () => {
    fc.assert(
      fc.property(ratios, layout, (given, options) => {
        for (const row of justifyRows(given, options))
          for (const tile of row.tiles) {
            const ratio = given[tile.index] ?? 0
            // One pixel for the edges and half a pixel of height, seen through the ratio.
            expect(Math.abs(tile.width - ratio * row.height)).toBeLessThanOrEqual(1 + ratio / 2)
          }
      }),
    )
  })

  it('stay between half and double the target where the width has room to choose', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.5, max: 2.4, noNaN: true }), { minLength: 12, maxLength: 150 }),
        (given) => {
          for (const row of justifyRows(given, { width: 1000, gap: 8, targetHeight: 150 })) {
            expect(row.height).toBeGreaterThanOrEqual(75)
            expect(row.height).toBeLessThanOrEqual(300)
          }
        },
      ),
    )
  })

  it('leave a lone picture at the target height when ragged, and stretch it when not', () => {
    const options = { width: 1200, gap: 8, targetHeight: 150 }
    expect(justifyRows([16 / 9], { ...options, ragged: true })).toEqual([
      { height: 150, tiles: [{ index: 0, x: 0, width: 267 }] },
    ])
    expect(justifyRows([16 / 9], options)).toEqual([{ height: 675, tiles: [{ index: 0, x: 0, width: 1200 }] }])
  })

  it('make rows of equal pictures equally high', () => {
    const rows = justifyRows(new Array(100).fill(16 / 9), { width: 1068, gap: 8, targetHeight: 150 })
    expect(new Set(rows.map((row) => row.tiles.length))).toEqual(new Set([4]))
  })

  it('have no rows for nothing', () => {
    expect(justifyRows([], { width: 1000, gap: 8, targetHeight: 150 })).toEqual([])
  })
})

describe('the ratio of a tile', () => {
  it.each([
    [16 / 9, 16 / 9],
    [0.5625, 0.5625],
    [40, 3.2],
    [0.01, 0.4],
  ])('for a picture of %s is %s', (picture, ratio) => expect(tileRatio(picture)).toBe(ratio))
})
