import { describe, expect, it } from 'vitest'
import { labelsOf, rangesOf } from '../../shared/lane-ranges.ts'

describe('ranges of other programs', () => {
  const odd = {
    ranges: [
      { start: 5, end: 6, label: 'b' },
      { start: 3, end: 1, confidence: 7 },
      { start: -2, end: 1, label: 'b' },
    ],
  }

  it('are shown in order of time, inside the take', () => {
    expect(rangesOf(odd)).toEqual([
      { start: 0, end: 1, label: 'b' },
      { start: 3, end: 3, confidence: 1 },
      { start: 5, end: 6, label: 'b' },
    ])
    expect(rangesOf({ ranges: null })).toEqual([])
  })

  it('are counted by label, the most frequent first', () => {
    expect(labelsOf(rangesOf(odd))).toEqual([
      ['b', 2],
      ['', 1],
    ])
  })
})
