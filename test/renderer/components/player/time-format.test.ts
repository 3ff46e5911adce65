import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatTime, parseTime, timeFormats } from '../../../../renderer/components/player/time-format.ts'
import { frameAt, seekTarget } from '../../../../shared/frame-rate.ts'
import { frameOfTimecode, timecodeOfFrame } from '../../../../shared/smpte-timecode.ts'

const rates = [
  { numerator: 25, denominator: 1 },
  { numerator: 24000, denominator: 1001 },
  { numerator: 30000, denominator: 1001 },
  { numerator: 60000, denominator: 1001 },
]
const ntsc = { numerator: 30000, denominator: 1001 }

describe('a time that is typed', () => {
  it('is the frame that was shown, in every format', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...rates),
        fc.nat(24 * 80_000),
        fc.constantFrom('timecode', 'frames'),
        (rate, frame, format) => {
          expect(frameOfTimecode(rate, timecodeOfFrame(rate, frame))).toBe(frame)
          const seconds = parseTime(format, rate, formatTime(format, rate, seekTarget(rate, frame)))
          expect(seconds === null ? null : frameAt(rate, seconds)).toBe(frame)
        },
      ),
    )
  })

  it.each([
    ['seconds', '0:03.25', 3.25],
    ['seconds', '1:02:03', 3723],
    ['timecode', '12.5', 12.5],
    ['seconds', '00:00:01:15', seekTarget(ntsc, 45)],
    ['timecode', '1:15', seekTarget(ntsc, 45)],
    ['frames', '90', seekTarget(ntsc, 90)],
    // Drop-frame has no such label: the next frame is meant.
    ['timecode', '00:01:00;00', seekTarget(ntsc, 1800)],
    ['timecode', '00:00:00;30', null],
    ['timecode', '00:61:00;00', null],
    ['seconds', 'soon', null],
  ] as const)('as %s, %s is %s', (format, text, seconds) => {
    expect(parseTime(format, ntsc, text)).toBe(seconds)
  })

  it('is in seconds where frames have no numbers', () => {
    for (const format of timeFormats) expect(formatTime(format, null, 3.25)).toBe('00:03.250')
    expect(parseTime('frames', null, '90')).toBeNull()
  })
})
