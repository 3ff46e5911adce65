import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasMarks, markedRange, markIn, markOut, noMarks } from '../../shared/marks.ts'

describe('in and out marks', () => {
  it('keep both while they are in order', () => {
    expect(markOut(markIn(noMarks, 2.22), 5.51)).toEqual({ in: 2.22, out: 5.51 })
  })

  it('the newer mark wins where they would cross', () => {
    expect(markIn({ in: null, out: 3 }, 3)).toEqual({ in: 3, out: null })
    expect(markOut({ in: 3, out: null }, 1)).toEqual({ in: null, out: 1 })
  })

  it('whatever is pressed, the range is never empty nor turned round', () => {
    const press = fc.record({ out: fc.boolean(), at: fc.double({ min: 0.01, max: 9.99, noNaN: true }) })
    fc.assert(
      fc.property(fc.array(press), (presses) => {
        const marks = presses.reduce((now, { out, at }) => (out ? markOut(now, at) : markIn(now, at)), noMarks)
        const { start, end } = markedRange(marks, 10)
        expect(start).toBeLessThan(end)
      }),
    )
  })

  it('are there when either is', () => {
    expect([noMarks, { in: 0, out: null }, { in: null, out: 8 }].map(hasMarks)).toEqual([false, true, true])
  })

  it('without marks the whole video loops', () => {
    expect(markedRange(noMarks, 8)).toEqual({ start: 0, end: 8 })
  })
})
