import { describe, expect, it } from 'vitest'
import {
  rangeFacts,
  rangeMetadata,
  spokenRange,
  valueLabel,
} from '../../../../renderer/components/lanes/range-labels.ts'

describe('a range in words', () => {
  const range = { start: 2, end: 4.123, label: 'speech', confidence: 0.976, speaker_name: 'Anna', words: [1, 2] }

  it('says when, how long, how sure, and what else is known', () => {
    expect(rangeFacts(range)).toBe('2.12 s · confidence 98%')
    expect(rangeMetadata(range)).toEqual([
      ['speaker name', 'Anna'],
      ['words', '[1,2]'],
    ])
    expect(spokenRange(range, 1, 5)).toBe('speech, 2 of 5, 00:02.000 to 00:04.123, 2.12 s · confidence 98%')
  })

  it('is cut where a value would fill the screen', () => {
    expect(valueLabel('x'.repeat(500))).toHaveLength(60)
    expect(valueLabel(0.1 + 0.2)).toBe('0.3')
    expect(valueLabel(null)).toBe('null')
  })
})
