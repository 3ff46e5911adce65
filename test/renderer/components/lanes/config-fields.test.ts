import { expect, it } from 'vitest'
import { faultOf, fieldsOf } from '../../../../renderer/components/lanes/config-fields.ts'

const fields = fieldsOf({
  config_schema: {
    type: 'object',
    properties: {
      threshold: { type: 'number', title: 'Threshold', minimum: 0, maximum: 1, multipleOf: 0.05, description: 'Why.' },
      min_duration_seconds: { type: 'number', minimum: 0 },
      min_seconds: { type: 'number', title: 'Shortest', exclusiveMinimum: 0 },
      noise: { type: 'number', title: 'Noise (dB)' },
      channels: { type: 'integer', 'x-unit': 'ch', minimum: 1 },
      mode: { enum: ['fast', 'exact'] },
      with_audio: { type: 'boolean' },
      language: { type: 'string' },
      seconds: { type: 'number' },
      regions: { type: 'array' },
      broken: 7,
    },
  },
})

it('every property that can be asked for is a field, in the order of the schema', () => {
  expect(fields.map(({ key, kind }) => `${key}: ${kind}`)).toEqual([
    'threshold: number',
    'min_duration_seconds: number',
    'min_seconds: number',
    'noise: number',
    'channels: number',
    'mode: choice',
    'with_audio: switch',
    'language: text',
    'seconds: number',
  ])
})

it('labels are words, and units stand beside the number', () => {
  const named = fields.map((field) => [field.label, field.kind === 'number' ? field.unit : undefined])
  expect(named).toEqual([
    ['Threshold', undefined],
    ['Min duration', 's'],
    ['Shortest', 's'],
    ['Noise', 'dB'],
    ['Channels', 'ch'],
    ['Mode', undefined],
    ['With audio', undefined],
    ['Language', undefined],
    ['Seconds', undefined],
  ])
})

it('a number outside of its bounds is refused in a sentence', () => {
  const [threshold, , shortest, , channels, mode] = fields
  if (!threshold || !shortest || !channels || !mode) throw new Error('these fields are there')
  expect(faultOf(threshold, 1.5)).toBe('Threshold must be 1 or less.')
  expect(faultOf(threshold, -1)).toBe('Threshold must be 0 or more.')
  expect(faultOf(threshold, Number.NaN)).toBe('Threshold must be a number.')
  expect(faultOf(threshold, undefined)).toBe('Threshold must be a number.')
  expect(faultOf(shortest, 0)).toBe('Shortest must be more than 0.')
  expect(faultOf(threshold, 0.4)).toBeNull()
  expect(faultOf(channels, 1.5)).toBe('Channels must be a whole number.')
  expect(faultOf(mode, 'fast')).toBeNull()
})

it('a schema without properties asks for nothing', () => {
  expect(fieldsOf({ config_schema: {} })).toEqual([])
  expect(fieldsOf({ config_schema: { properties: [] } })).toEqual([])
})
