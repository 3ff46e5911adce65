// SPDX-License-Identifier: GPL-3.0-or-later
import type { Frame } from 'node-av/lib'
import { createFilter } from './filter.ts'
import { decodeFrames, packetsWithNext, seek } from './frames.ts'
import { fromStart, type MediaFile } from './media-file.ts'

/** Times in files are rounded to their time base, which is a millisecond in some. */
const toleranceSeconds = 0.002

/**
 * Decodes a whole file and passes the frames that are on screen at the given times, which rise, through filters. There
 * are fewer frames than times if the video ends before the last of them. They are the caller's to free.
 */
export function framesAt(file: MediaFile, filters: string, times: readonly number[]): Frame[] {
  const [first = 0, second = first + 1] = times
  const last = times.at(-1) ?? 0
  const step = second - first
  // With `round=up`, the filter returns for each time the frame that is on screen then.
  const even = `fps=fps=${(1 / step).toFixed(6)}:start_time=${first.toFixed(6)}:round=up`
  const isWanted = (seconds: number, next: number) => {
    const index = Math.max(0, Math.ceil((seconds - toleranceSeconds - first) / step))
    return index < times.length && first + index * step <= next + toleranceSeconds
  }
  const filter = createFilter(`${even},${filters}`, file.stream)
  const frames: Frame[] = []
  try {
    seek(file, 0)
    for (const frame of decodeFrames(file, packetsWithNext(file, isWanted))) {
      const seconds = file.secondsOf(frame.pts)
      frame.pts = fromStart(file, frame.pts)
      frames.push(...filter.filter(frame))
      if (frames.length >= times.length || seconds > last + step * 2) break
    }
    if (frames.length < times.length) frames.push(...filter.filter(null))
    for (const frame of frames.splice(times.length)) frame.free()
    return frames
  } catch (error) {
    for (const frame of frames) frame.free()
    throw error
  } finally {
    filter.free()
  }
}
