import type { At } from './drawable.ts'

/**
 * Returns the index of the frame that something belongs to: the one with its sequence, or the one on screen at its
 * time. Undefined if the timeline has no such frame. `frames` are in order of both.
 */
export function frameIndexOf(frames: readonly { sequence: number; timestamp: number }[], at: At): number | undefined {
  const isAfter =
    'sequence' in at
      ? ({ sequence }: { sequence: number }) => sequence > at.sequence
      : ({ timestamp }: { timestamp: number }) => timestamp > at.time + 1e-6
  let [low, high] = [0, frames.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const frame = frames[middle]
    if (frame && isAfter(frame)) high = middle
    else low = middle + 1
  }
  const found = frames[low - 1]
  if (!found || ('sequence' in at && found.sequence !== at.sequence)) return undefined
  return low - 1
}
