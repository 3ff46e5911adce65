import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeAspectRatio } from '../../shared/aspect-ratio.ts'

const side = fc.integer({ min: 1, max: 16_384 })

function read(text: string): [number, number] {
  expect(text).toMatch(/^\d+:\d+$/)
  const [width = 0, height = 0] = text.split(':').map(Number)
  return [width, height]
}

describe('the aspect ratio of a picture', () => {
  it.each([
    [1920, 1080, '16:9'],
    [854, 480, '16:9'],
    [1080, 1920, '9:16'],
    [720, 576, '5:4'],
    [1024, 768, '4:3'],
    [200, 200, '1:1'],
    [3440, 1440, '43:18'],
    [1, 16_384, '1:16384'],
    [1000, 7, '1000:7'],
  ])('of %s × %s is %s', (width, height, text) => expect(describeAspectRatio(width, height)).toBe(text))

  it('is within half a per cent of what it is, in lowest terms but for 21:9, as that is called', () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        const [w, h] = read(describeAspectRatio(width, height))
        expect(Math.abs(width / height / (w / h) - 1)).toBeLessThan(0.005)
        if (w * h === 21 * 9) return
        for (const divisor of [2, 3, 5, 7]) expect(w % divisor === 0 && h % divisor === 0).toBe(false)
      }),
    )
  })

  it('does not depend on the scale', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 30 }),
        (w, h, by) => {
          expect(describeAspectRatio(w * by, h * by)).toBe(describeAspectRatio(w, h))
        },
      ),
    )
  })

  it('is two whole numbers above zero for pixels that are no squares, too', () => {
    const scaled = fc.double({ min: 1, max: 20_000, noNaN: true })
    fc.assert(
      fc.property(scaled, side, (width, height) => {
        const [w, h] = read(describeAspectRatio(width, height))
        expect(Math.min(w, h)).toBeGreaterThan(0)
      }),
    )
  })
})
