import { type FrameRate, frameAt, seekTarget } from '../../../shared/frame-rate.ts'
import { frameOfTimecode, timecodeOfFrame } from '../../../shared/smpte-timecode.ts'
import { formatTimecode, secondsOf } from '../../../shared/units.ts'
import { texts } from './texts.ts'

export const timeFormats = ['seconds', 'timecode', 'frames'] as const
/** The notation of positions in a video. */
export type TimeFormat = (typeof timeFormats)[number]

export const timeFormatNames: Record<TimeFormat, string> = {
  seconds: texts.minutesAndSeconds,
  timecode: texts.timeCode,
  frames: 'frames',
}

/** Formats a time; in seconds if the frame rate is unknown, since frames then have no numbers. */
export function formatTime(format: TimeFormat, rate: FrameRate | null, seconds: number): string {
  if (!rate || format === 'seconds') return formatTimecode(seconds)
  const frame = frameAt(rate, seconds)
  return format === 'frames' ? String(frame) : timecodeOfFrame(rate, frame)
}

/**
 * Returns the time in seconds that a text names: in the middle of a frame, where players show it. Frames are plain
 * numbers if positions are written so; `0:03.25` and `3.25` are seconds; everything with another part is a time code.
 * Null for anything else.
 */
export function parseTime(format: TimeFormat, rate: FrameRate | null, text: string): number | null {
  const given = text.trim()
  const atFrame = (frame: number | null) => (rate && frame !== null ? seekTarget(rate, frame) : null)
  if (format === 'frames' && /^\d+$/.test(given)) return atFrame(Number(given))
  if (rate && format === 'timecode' && /[:;]/.test(given)) return atFrame(frameOfTimecode(rate, given))
  if (rate && /^\d+[:;]\d+[:;]\d+[:;]\d+$/.test(given)) return atFrame(frameOfTimecode(rate, given))
  return secondsOf(given)
}
