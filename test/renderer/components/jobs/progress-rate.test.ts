import { describe, expect, it } from 'vitest'
import { addSample, rateOf, type Sample } from '../../../../renderer/components/jobs/progress-rate.ts'

function measure(...points: [at: number, done: number][]): number | null {
  return rateOf(points.reduce<Sample[]>((samples, [at, done]) => addSample(samples, { at, done }), []))
}

describe('the rate of a job', () => {
  it('is unknown until there is something to measure', () => {
    expect(measure()).toBeNull()
    expect(measure([0, 5])).toBeNull()
    expect(measure([0, 5], [100, 9])).toBeNull()
    expect(measure([0, 5], [2000, 5])).toBeNull()
  })

  it('is in units a second', () => expect(measure([0, 0], [1000, 158])).toBe(158))

  it('follows the last seconds, not the whole run', () => {
    expect(measure([0, 0], [10_000, 10_000], [20_000, 10_100], [25_000, 10_150])).toBe(10)
  })

  it('begins anew when the work does', () => expect(measure([0, 900], [1000, 0], [2000, 50])).toBe(50))
})
