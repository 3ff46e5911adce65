import { describe, expect, it } from 'vitest'
import { neighbourOf, rangeAt, segmentsOf } from '../../../../renderer/components/lanes/segments.ts'

const scenes = [
  { start: 0, end: 2, label: 'scene' },
  { start: 2, end: 5, label: 'scene' },
  { start: 5, end: 8, label: 'scene' },
]

describe('what a lane paints', () => {
  it('has a block a range at its place, with a gap at each cut', () => {
    expect(segmentsOf(scenes, { start: 0, end: 8 }, 800).map(({ x, width }) => [x, width])).toEqual([
      [0, 198],
      [200, 298],
      [500, 300],
    ])
  })

  it('paints touching ranges in turns, and others by their confidence', () => {
    expect(segmentsOf(scenes, { start: 0, end: 8 }, 800).map(({ strength }) => strength)).toEqual([1, 0.72, 1])
    const sure = [
      { start: 0, end: 1, confidence: 1 },
      { start: 2, end: 3, confidence: 0 },
    ]
    expect(segmentsOf(sure, { start: 0, end: 8 }, 800).map(({ strength }) => strength)).toEqual([1, 0.72])
  })

  it('has no more blocks than pixels, and loses no time of a hundred thousand ranges', () => {
    const many = Array.from({ length: 100_000 }, (_, i) => ({ start: i * 0.1, end: i * 0.1 + 0.05, label: 'word' }))
    const segments = segmentsOf(many, { start: 0, end: 10_000 }, 700)
    expect(segments.length).toBeLessThanOrEqual(350)
    expect(segments[0]?.x).toBe(0)
    const last = segments.at(-1)
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeGreaterThan(698)
    expect(segments.every(({ width }) => width >= 2)).toBe(true)
  })

  it('shows a range without length, and leaves out what lies beyond the end', () => {
    const odd = [
      { start: 4, end: 4, label: 'cut' },
      { start: 7, end: 90, label: 'cut' },
      { start: 20, end: 30, label: 'cut' },
    ]
    expect(segmentsOf(odd, { start: 0, end: 8 }, 800).map(({ x, width }) => [x, width])).toEqual([
      [400, 2],
      [700, 100],
    ])
    expect(segmentsOf(scenes, { start: 0, end: 0 }, 800)).toEqual([])
    expect(segmentsOf(scenes, { start: 0, end: 8 }, 0)).toEqual([])
  })

  it('keeps a flash of one frame between two shots as a tick, and the shots beside it', () => {
    const shots = [
      { start: 0, end: 50, label: 'shot' },
      { start: 50, end: 50.04, label: 'shot' },
      { start: 50.04, end: 100, label: 'shot' },
    ]
    expect(segmentsOf(shots, { start: 0, end: 100 }, 800).map(({ x, width, isTick }) => [x, width, isTick])).toEqual([
      [0, 398, false],
      [400, 2, true],
      [404, 396, false],
    ])
  })

  it('has the part of the lane that is in view, and parts ranges that were too short to see', () => {
    expect(segmentsOf(scenes, { start: 4, end: 6 }, 200).map(({ x, width }) => [x, width])).toEqual([
      [0, 98],
      [100, 100],
    ])
    const flashes = [
      { start: 3, end: 3.04, label: 'cut' },
      { start: 3.08, end: 3.12, label: 'cut' },
    ]
    expect(segmentsOf(flashes, { start: 0, end: 100 }, 500)).toHaveLength(1)
    expect(segmentsOf(flashes, { start: 3, end: 3.2 }, 500)).toHaveLength(2)
  })

  it('keeps different labels apart, however near', () => {
    const near = [
      { start: 0, end: 0.001, label: 'a' },
      { start: 0.001, end: 0.002, label: 'b' },
    ]
    expect(segmentsOf(near, { start: 0, end: 8 }, 800).map(({ label }) => label)).toEqual(['a', 'b'])
  })
})

describe('the range under a point', () => {
  it('is the one that the time lies in; its end belongs to the next', () => {
    expect(rangeAt(scenes, 1.99)).toBe(0)
    expect(rangeAt(scenes, 2)).toBe(1)
    expect(rangeAt(scenes, 8)).toBeUndefined()
  })

  it('is the shortest of several', () => {
    expect(
      rangeAt(
        [
          { start: 0, end: 9 },
          { start: 3, end: 4 },
        ],
        3.5,
      ),
    ).toBe(1)
    expect(
      rangeAt(
        [
          { start: 0, end: 9 },
          { start: 3, end: 4 },
        ],
        5,
      ),
    ).toBe(0)
  })

  it('is one nearby where ranges are too short to hit', () => {
    const cuts = [
      { start: 1, end: 1 },
      { start: 3, end: 3.01 },
    ]
    expect(rangeAt(cuts, 1.1)).toBeUndefined()
    expect(rangeAt(cuts, 1.1, 0.2)).toBe(0)
    expect(rangeAt(cuts, 2.9, 0.2)).toBe(1)
    expect(rangeAt(cuts, 2, 0.2)).toBeUndefined()
  })
})

it('the next and the range before are those that begin there', () => {
  expect(neighbourOf(scenes, 0, 1)).toBe(1)
  expect(neighbourOf(scenes, 5, 1)).toBeUndefined()
  expect(neighbourOf(scenes, 5, -1)).toBe(1)
  expect(neighbourOf(scenes, 6, -1)).toBe(2)
  expect(neighbourOf(scenes, 0, -1)).toBeUndefined()
})
