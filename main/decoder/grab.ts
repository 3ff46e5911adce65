// SPDX-License-Identifier: GPL-3.0-or-later
import { AV_NOPTS_VALUE } from 'node-av/constants'
import type { Frame } from 'node-av/lib'
import type { FrameFilter } from './filter.ts'
import { decodeFrames, packets, seek } from './frames.ts'
import type { MediaFile } from './media-file.ts'

/** Times in files are rounded. */
const toleranceSeconds = 0.000_001

/**
 * Passes the frame that is on screen at a time, or the keyframe before it, through `filter`. Undefined if the video
 * ends before. The frame is the caller's to free.
 */
export function grabFrame(
  file: MediaFile,
  filter: FrameFilter,
  { atSeconds, isKeyframe = false }: { atSeconds: number; isKeyframe?: boolean },
): { frame: Frame; seconds: number } | undefined {
  const { secondsOf } = file
  seek(file, atSeconds)
  const isReached = (seconds: number) => isKeyframe || seconds >= atSeconds - toleranceSeconds
  for (const frame of decodeFrames(file, packets(file, isReached), isKeyframe)) {
    // Raw streams have no times: only their first frame can be found.
    const seconds = frame.pts === AV_NOPTS_VALUE ? 0 : secondsOf(frame.pts)
    if (!isReached(seconds)) continue
    const [filtered] = filter.filter(frame)
    return filtered && { frame: filtered, seconds }
  }
  return undefined
}
