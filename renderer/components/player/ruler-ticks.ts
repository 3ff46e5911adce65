import { type FrameRate, frameAt, timeOfFrame } from '../../../shared/frame-rate.ts'
import { formatTime, type TimeFormat } from './time-format.ts'
import type { TimeView } from './time-view.ts'

/** A mark of the ruler; those without a label part the labelled ones. */
export interface Tick {
  seconds: number
  label: string | null
}

/** Seconds between labels, and into how many parts each is divided. */
const secondSteps: readonly (readonly [step: number, parts: number])[] = [
  ...[0.001, 0.01, 0.1, 1].flatMap((unit) => [[unit, 10] as const, [2 * unit, 4] as const, [5 * unit, 5] as const]),
  ...([10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 18_000, 36_000] as const).map((step) => [step, 5] as const),
]

/**
 * Returns the ticks of a ruler that is `widthPixels` wide, with labels in the unit of `format` that do not touch.
 * Time codes and frame numbers stand at the start of whole frames.
 */
export function rulerTicks(
  view: TimeView,
  widthPixels: number,
  format: TimeFormat,
  rate: FrameRate | null,
): readonly Tick[] {
  const length = view.end - view.start
  if (length <= 0 || widthPixels <= 0) return []
  const least = (labelPixels(view, format, rate) / widthPixels) * length
  if (rate && format !== 'seconds') return frameTicks(view, least, format, rate)
  const [step, parts] = secondSteps.find(([step]) => step >= least) ?? [86_400, 4]
  return ticksOf(view, step / parts, parts, (index) => (index * step) / parts, format, rate)
}

/** Ticks at whole frames: steps are frames up to a second, then whole seconds of the nominal rate. */
function frameTicks(view: TimeView, leastSeconds: number, format: TimeFormat, rate: FrameRate): readonly Tick[] {
  const perSecond = Math.max(1, Math.round(rate.numerator / rate.denominator))
  const leastFrames = leastSeconds * (rate.numerator / rate.denominator)
  const decimal = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 500_000]
  const clock = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 18_000, 36_000].map((s) => s * perSecond)
  const short = [1, 2, 5, 10].filter((frames) => frames < perSecond && perSecond % frames === 0)
  const step = (format === 'frames' ? decimal : [...short, ...clock]).find((frames) => frames >= leastFrames)
  if (step === undefined) return []
  const parts = [10, 5, 4, 2].find((part) => step % part === 0 && step / part >= 1) ?? 1
  const frames = step / parts
  return ticksOf(view, timeOfFrame(rate, frames), parts, (index) => timeOfFrame(rate, index * frames), format, rate)
}

function ticksOf(
  view: TimeView,
  stepSeconds: number,
  parts: number,
  timeOf: (index: number) => number,
  format: TimeFormat,
  rate: FrameRate | null,
): readonly Tick[] {
  const first = Math.ceil(view.start / stepSeconds - 1e-6)
  const last = Math.floor(view.end / stepSeconds + 1e-6)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, offset) => {
    const index = first + offset
    const seconds = timeOf(index)
    return { seconds, label: index % parts === 0 ? tickLabel(format, rate, seconds) : null }
  })
}

/** Returns a time as the ruler shows it: without milliseconds where they are zero. */
function tickLabel(format: TimeFormat, rate: FrameRate | null, seconds: number): string {
  // A hair more, so that binary fractions do not name the millisecond before.
  return formatTime(format, rate, seconds + 1e-7).replace(/^(\d+:\d\d(?::\d\d)?)\.(\d\d\d)$/, (_, whole, rest) => {
    const fraction = rest.replace(/0+$/, '')
    return fraction ? `${whole}.${fraction}` : whole
  })
}

/** Room of a label with the space beside it, in pixels. */
function labelPixels(view: TimeView, format: TimeFormat, rate: FrameRate | null): number {
  const longest = rate && format === 'frames' ? String(frameAt(rate, view.end)).length : format === 'timecode' ? 11 : 9
  return longest * 7 + 24
}
