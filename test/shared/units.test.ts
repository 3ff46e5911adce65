import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatBitRate,
  formatBytes,
  formatCount,
  formatDuration,
  formatElapsed,
  formatTimecode,
  formatTimeLeft,
  formatWhen,
  parseTimestamp,
} from '../../shared/units.ts'

const seconds = fc.double({ min: 0, max: 400_000, noNaN: true })

describe('unknown values', () => {
  it.each([null, undefined, Number.NaN, Number.POSITIVE_INFINITY])('shows %s as a dash', (value) => {
    for (const format of [
      formatDuration,
      formatTimecode,
      formatBytes,
      formatBitRate,
      formatCount,
      formatTimeLeft,
      formatElapsed,
    ])
      expect(format(value)).toBe('–')
  })

  it.each([null, undefined, '', 'yesterday'])('shows the timestamp %s as a dash', (value) => {
    expect(formatWhen(value)).toBe('–')
  })
})

describe('durations', () => {
  it.each([
    [0, '0:00'],
    [8.04, '0:08'],
    [59.6, '1:00'],
    [84, '1:24'],
    [3723, '1:02:03'],
    [-1, '0:00'],
  ])('shows %s seconds as %s', (value, text) => expect(formatDuration(value)).toBe(text))

  it('reads back as the same whole seconds', () => {
    fc.assert(
      fc.property(seconds, (value) => {
        const read = formatDuration(value)
          .split(':')
          .reduce((sum, part) => sum * 60 + Number(part), 0)
        expect(read).toBe(Math.round(value))
      }),
    )
  })
})

describe('time codes', () => {
  it.each([
    [3.25, '00:03.250'],
    [8.042, '00:08.042'],
    [0.57, '00:00.570'],
    [59.9999, '00:59.999'],
    [3603.25, '1:00:03.250'],
  ])('shows %s seconds as %s', (value, text) => expect(formatTimecode(value)).toBe(text))

  it('keeps every millisecond as it is', () => {
    fc.assert(
      fc.property(fc.nat(86_400_000), (milliseconds) => {
        const read = formatTimecode(milliseconds / 1000)
          .split(':')
          .reduce((sum, part) => sum * 60 + Number(part), 0)
        expect(Math.round(read * 1000)).toBe(milliseconds)
      }),
    )
  })
})

describe('sizes and rates', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [18_432_000, '18.4 MB'],
    [999_960, '1 MB'],
    [123_456_789, '123 MB'],
    [1_840_000_000_000, '1.84 TB'],
  ])('shows %s bytes as %s', (value, text) => expect(formatBytes(value)).toBe(text))

  it('never shows more than three digits before the unit while a larger unit is left', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 9e17, noNaN: true }), (value) => {
        expect(formatBytes(value)).toMatch(/^\d{1,3}(\.\d{1,2})? [kMGTP]?B$/)
      }),
    )
  })

  it('shows bits per second', () => expect(formatBitRate(19_200_000)).toBe('19.2 Mbit/s'))
})

describe('counts and time left', () => {
  it.each([
    [48213, undefined, '48,213'],
    [1, 'take', '1 take'],
    [0, 'take', '0 takes'],
    [6214, 'file', '6,214 files'],
  ])('shows %s %s as %s', (count, noun, text) => expect(formatCount(count, noun)).toBe(text))

  it.each([
    [23.2, '24 s'],
    [99, '99 s'],
    [180, '3 min'],
    [7500, '2 h 5 min'],
    [7200, '2 h'],
  ])('shows %s seconds left as %s', (value, text) => expect(formatTimeLeft(value)).toBe(text))
})

describe('how long it took', () => {
  it.each([
    [0.4, '0 s'],
    [58, '58 s'],
    [59.6, '1 min'],
    [151, '2 min 31 s'],
    [182, '3 min 02 s'],
    [3600, '1 h'],
    [3900, '1 h 5 min'],
    [-3, '0 s'],
  ])('shows %s seconds as %s', (value, text) => expect(formatElapsed(value)).toBe(text))
})

describe('when', () => {
  const now = new Date(2026, 2, 14, 18, 0).getTime()
  const stored = (...at: [number, number, number, number, number]) =>
    new Date(...at).toISOString().slice(0, 19).replace('T', ' ')

  it.each([
    [stored(2026, 2, 14, 14, 2), 'Today 14:02'],
    [stored(2026, 2, 13, 9, 14), 'Yesterday 09:14'],
    [stored(2026, 0, 5, 7, 0), '5 Jan 07:00'],
    [stored(2024, 11, 31, 23, 59), '31 Dec 2024 23:59'],
  ])('shows %s as %s', (timestamp, text) => expect(formatWhen(timestamp, now)).toBe(text))

  it('reads the text of the database as UTC', () => {
    expect(parseTimestamp('2026-03-14 12:00:00')).toBe(Date.UTC(2026, 2, 14, 12))
    expect(parseTimestamp('2026-03-14T12:00:00Z')).toBe(Date.UTC(2026, 2, 14, 12))
    expect(parseTimestamp('soon')).toBeNaN()
  })
})
