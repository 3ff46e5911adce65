import { type Probe, pictureOf } from '../ffprobe.ts'

/** A file to stitch, and ffprobe's result for it. */
export interface Clip {
  path: string
  probe: Probe
}

/** When a file has a picture, in seconds. */
export interface PictureSpan {
  /** By the file's timestamps. */
  startSeconds: number
  /** Seconds between the start of the first stream and its own. */
  lateSeconds: number
  durationSeconds: number
}

/**
 * Returns when a file has a picture; its sound may begin sooner and end later. Undefined if the file does not state it.
 */
export function pictureSpan(probe: Probe): PictureSpan | undefined {
  const picture = pictureOf(probe)
  const startSeconds = Number(picture?.start_time)
  const durationSeconds = Number(picture?.duration)
  if (!Number.isFinite(startSeconds) || !(durationSeconds > 0)) return undefined
  const lateSeconds = Math.max(0, startSeconds - Number(probe.format.start_time)) || 0
  return { startSeconds, lateSeconds, durationSeconds }
}
