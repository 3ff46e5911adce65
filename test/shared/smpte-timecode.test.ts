import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FrameRate, frameOfTimestamp } from '../../shared/frame-rate.ts'
import { isDropFrame, timecodeOfFrame } from '../../shared/smpte-timecode.ts'

const pal = { numerator: 25, denominator: 1 }
const film = { numerator: 24000, denominator: 1001 }
const ntsc = { numerator: 30000, denominator: 1001 }
const ntscFast = { numerator: 60000, denominator: 1001 }

describe('time code', () => {
  it.each<[FrameRate, number, string]>([
    [pal, 0, '00:00:00:00'],
    [pal, 62, '00:00:02:12'],
    [pal, 90_000, '01:00:00:00'],
    // 23.976 is counted as 24: its clock lags behind, as in every cutting room.
    [film, 24, '00:00:01:00'],
    [film, 86_400, '01:00:00:00'],
    // The values of SMPTE ST 12-1: labels :00 and :01 are missing at each minute but the tenth ones.
    [ntsc, 1799, '00:00:59;29'],
    [ntsc, 1800, '00:01:00;02'],
    [ntsc, 17_981, '00:09:59;29'],
    [ntsc, 17_982, '00:10:00;00'],
    [ntsc, 107_892, '01:00:00;00'],
    [ntscFast, 3599, '00:00:59;59'],
    [ntscFast, 3600, '00:01:00;04'],
    [ntscFast, 35_964, '00:10:00;00'],
    [pal, 24 * 90_000, '00:00:00:00'],
  ])('%o: frame %i is %s', (rate, frame, timecode) => {
    expect(timecodeOfFrame(rate, frame)).toBe(timecode)
  })

  it('is drop-frame for 29.97 and 59.94 only, however the file writes them', () => {
    expect([ntsc, ntscFast, { numerator: 2997, denominator: 100 }].map(isDropFrame)).toEqual([true, true, true])
    expect([pal, film, { numerator: 30, denominator: 1 }].map(isDropFrame)).toEqual([false, false, false])
  })

  it('drop-frame never names a label that was left out, and no label twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_589_406 }), (frame) => {
        const timecode = timecodeOfFrame(ntsc, frame)
        expect(timecode).not.toMatch(/:\d[1-9]:00;0[01]$/)
        expect(timecodeOfFrame(ntsc, frame + 1) > timecode).toBe(true)
      }),
    )
  })

  it('drop-frame stays with the clock, but for the two and a half frames that a day leaves over', () => {
    expect(timecodeOfFrame(ntsc, frameOfTimestamp(ntsc, 3600))).toBe('01:00:00;00')
    expect(timecodeOfFrame(ntsc, frameOfTimestamp(ntsc, 86_399))).toBe('23:59:59;03')
  })
})
