import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatFrameRate,
  frameAt,
  frameCount,
  frameOfTimestamp,
  parseFrameRate,
  seekTarget,
  timeOfFrame,
} from '../../shared/frame-rate.ts'

const rates = fc.oneof(
  fc.constantFrom('24/1', '25/1', '30/1', '24000/1001', '30000/1001', '60000/1001', '120/1', '15/2', '10000000/333333'),
  fc.integer({ min: 1, max: 240 }).map(String),
)
const rate = rates.map((text) => {
  const parsed = parseFrameRate(text)
  if (!parsed) throw new Error(`${text} is a rate`)
  return parsed
})
/** Up to 10 hours at 240 frames a second. */
const frame = fc.integer({ min: 0, max: 10 * 3600 * 240 })

describe('parseFrameRate', () => {
  it('reads rationals and whole numbers', () => {
    expect(parseFrameRate('30000/1001')).toEqual({ numerator: 30000, denominator: 1001 })
    expect(parseFrameRate('25')).toEqual({ numerator: 25, denominator: 1 })
  })

  it.each([null, '', '0/0', '25/0', '0/1', '-25/1', '29.97', 'NaN', '1/2/3'])('gives null for %j', (text) => {
    expect(parseFrameRate(text)).toBeNull()
  })
})

describe('frames and times', () => {
  it('a frame begins where the frame before it ends', () => {
    fc.assert(
      fc.property(rate, frame, (r, n) => {
        expect(frameAt(r, timeOfFrame(r, n))).toBe(n)
        expect(frameAt(r, timeOfFrame(r, n + 1) - 0.001 * timeOfFrame(r, 1))).toBe(n)
      }),
    )
  })

  it('a seek shows the frame that was asked for, however the player rounds it', () => {
    fc.assert(
      fc.property(rate, frame, (r, n) => {
        const target = seekTarget(r, n)
        for (const steps of [1e3, 1e6]) {
          expect(frameAt(r, Math.floor(target * steps) / steps)).toBe(n)
          expect(frameAt(r, Math.ceil(target * steps) / steps)).toBe(n)
        }
      }),
    )
  })

  it('a timestamp that its container rounded to milliseconds still names its frame', () => {
    fc.assert(
      fc.property(rate, frame, (r, n) => {
        expect(frameOfTimestamp(r, Math.round(timeOfFrame(r, n) * 1000) / 1000)).toBe(n)
      }),
    )
  })

  it('the last frame of a duration begins before its end', () => {
    fc.assert(
      fc.property(rate, fc.integer({ min: 1, max: 1_000_000 }), (r, count) => {
        const duration = timeOfFrame(r, count)
        expect(frameCount(r, duration)).toBe(count)
        expect(seekTarget(r, count - 1)).toBeLessThan(duration)
      }),
    )
  })

  it('stepping forward and back from anywhere returns to the same frame', () => {
    fc.assert(
      fc.property(rate, fc.double({ min: 0, max: 36_000, noNaN: true }), (r, seconds) => {
        const here = frameAt(r, seconds)
        const next = frameAt(r, seekTarget(r, here + 1))
        expect(next).toBe(here + 1)
        expect(frameAt(r, seekTarget(r, next - 1))).toBe(here)
      }),
    )
  })

  it('the shortest clip has one frame, and no time is before the first', () => {
    const r = { numerator: 25, denominator: 1 }
    expect(frameCount(r, 0)).toBe(1)
    expect(frameAt(r, -1)).toBe(0)
  })
})

describe('formatFrameRate', () => {
  it('shows the rational only where decimals would round it', () => {
    expect(formatFrameRate({ numerator: 25, denominator: 1 })).toBe('25')
    expect(formatFrameRate({ numerator: 15, denominator: 2 })).toBe('7.5')
    expect(formatFrameRate({ numerator: 30000, denominator: 1001 })).toBe('29.97 (30000/1001)')
  })
})
