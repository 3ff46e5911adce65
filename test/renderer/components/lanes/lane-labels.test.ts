import { describe, expect, it } from 'vitest'
import {
  configLabel,
  laneTitle,
  plainFact,
  settingFact,
  shortHash,
  summaryLabel,
  versionOf,
} from '../../../../renderer/components/lanes/lane-labels.ts'
import type { Analyser } from '../../../../shared/contract/analysers.ts'
import type { Lane } from '../../../../shared/contract/analyses.ts'

const silence: Analyser = {
  name: 'silence',
  title: 'Silence',
  description: '',
  version: '1',
  reads: 'video' as const,
  builtin: true,
  program: null,
  config_schema: {
    type: 'object',
    properties: { noise_db: { type: 'number', title: 'Level' }, min_seconds: { type: 'number', title: 'Shortest' } },
  },
  defaults: { noise_db: -50, min_seconds: 0.5 },
}
const lane: Lane = {
  id: 1,
  file_path: '/a.mp4',
  file_hash: 'sha256:aa',
  config_hash: `sha256:9f2c${'0'.repeat(56)}e41a`,
  name: 'silence',
  config: { analyser: 'silence', version: '1', config: { noise_db: -40, min_seconds: 0.5 } },
  state: 'fresh',
  ranges: [],
  metadata: null,
  created_at: 0,
}

describe('what an analysis is called', () => {
  it('is the title of its analyser, its own name where there is no such analyser, and else that it has none', () => {
    expect(laneTitle(lane, [silence])).toBe('Silence')
    expect(laneTitle({ name: 'vad' }, [silence])).toBe('vad')
    expect(laneTitle({ name: null }, [silence])).toBe('Unnamed')
  })
})

it('the version of its analyser is that of the configuration, if it names one', () => {
  expect(versionOf(lane.config)).toBe('1')
  const others: Lane['config'][] = [null, 'text', ['1'], {}, { version: 1 }]
  for (const config of others) expect(versionOf(config)).toBeNull()
})

describe('a configuration in short', () => {
  it('is what differs from the defaults, with names and units of the analyser', () => {
    expect(configLabel(lane, [silence])).toBe('level -40 dB')
    const defaults = { ...lane, config: { analyser: 'silence', version: '1', config: silence.defaults } }
    expect(configLabel(defaults, [silence])).toBe('defaults')
  })

  it('of another program is what it wrote, or the hash where only that is known', () => {
    expect(configLabel({ ...lane, name: 'vad', config: { model: 'small', beam_size: 5 } }, [silence])).toBe(
      'model small, beam size 5',
    )
    expect(configLabel({ ...lane, config: null }, [silence])).toBe('9f2c…e41a')
    expect(configLabel({ ...lane, config: 'fast' }, [silence])).toBe('fast')
  })

  it('names a setting that no analyser knows by its key', () => {
    expect(settingFact('beam_size', [1, 2], undefined)).toEqual(['Beam size', '[1,2]'])
  })
})

it('a hash of another algorithm is named', () => {
  expect(shortHash('xxh3:0123456789abcdef')).toBe('xxh3 0123…cdef')
  expect(shortHash('md5:aabb')).toBe('md5 aabb')
})

it('what is said of the whole take is short', () => {
  expect(summaryLabel({ ranges: null, metadata: { integrated_lufs: -16.23 } })).toBe('-16.2 LUFS')
  expect(summaryLabel({ ranges: null, metadata: { has_sound: false } })).toBe('no sound')
  expect(summaryLabel({ ranges: [], metadata: { integrated_lufs: null } })).toBe('silent')
  expect(summaryLabel({ ranges: [], metadata: {} })).toBe('none')
  expect(summaryLabel({ ranges: [], metadata: { has_sound: false } })).toBe('no sound')
  expect(summaryLabel({ ranges: null, metadata: null })).toBeNull()
})

it.each([
  ['true_peak_dbtp', -34.4, ['True peak', '-34.4 dBTP']],
  ['integrated_lufs', -35.8321, ['Integrated', '-35.832 LUFS']],
  ['start_seconds', 2.5, ['Start', '2.5 s']],
  ['seconds', 8, ['Seconds', '8']],
  ['has_sound', true, ['Has sound', 'true']],
  ['spoken_seconds', 'no number', ['Spoken seconds', 'no number']],
])('the key %s and %s are a fact for people', (key, value, fact) => {
  expect(plainFact(key, value)).toEqual(fact)
})
