import { bisectLast } from '../bisect.ts'
import type { At } from './drawable.ts'

/**
 * Returns the index of the frame that something belongs to: the one with its sequence, or the one on screen at its
 * time. Undefined if the timeline has no such frame. `frames` are in order of both.
 */
export function frameIndexOf(frames: readonly { sequence: number; timestamp: number }[], at: At): number | undefined {
  const index = bisectLast(frames, ({ sequence, timestamp }) =>
    'sequence' in at ? !(sequence > at.sequence) : !(timestamp > at.time + 1e-6),
  )
  const found = frames[index]
  if (!found || ('sequence' in at && found.sequence !== at.sequence)) return undefined
  return index
}
