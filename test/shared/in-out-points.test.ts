import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasInOut, inOutRange, noInOut, setInPoint, setOutPoint } from '../../shared/in-out-points.ts'

describe('in and out points', () => {
  it('keep both while they are in order', () => {
    expect(setOutPoint(setInPoint(noInOut, 2.22), 5.51)).toEqual({ in: 2.22, out: 5.51 })
  })

  it('the newer mark wins where they would cross', () => {
    expect(setInPoint({ in: null, out: 3 }, 3)).toEqual({ in: 3, out: null })
    expect(setOutPoint({ in: 3, out: null }, 1)).toEqual({ in: null, out: 1 })
  })

  it('whatever is pressed, the range is never empty nor turned round', () => {
    const press = fc.record({ out: fc.boolean(), at: fc.double({ min: 0.01, max: 9.99, noNaN: true }) })
    fc.assert(
      fc.property(fc.array(press), (presses) => {
        const points = presses.reduce((now, { out, at }) => (out ? setOutPoint(now, at) : setInPoint(now, at)), noInOut)
        const { start, end } = inOutRange(points, 10)
        expect(start).toBeLessThan(end)
      }),
    )
  })

  it('are there when either is', () => {
    expect([noInOut, { in: 0, out: null }, { in: null, out: 8 }].map(hasInOut)).toEqual([false, true, true])
  })

  it('without points the whole video loops', () => {
    expect(inOutRange(noInOut, 8)).toEqual({ start: 0, end: 8 })
  })
})
