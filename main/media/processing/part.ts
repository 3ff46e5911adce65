import type { Probe } from '../ffprobe.ts'

/** A file to stitch, and what ffprobe said of it. */
export interface Part {
  path: string
  probe: Probe
}

/** When there is a picture, in seconds. */
export interface PictureSpan {
  /** By the timestamps of the file. */
  startSeconds: number
  /** How much later it begins than the first stream. */
  lateSeconds: number
  durationSeconds: number
}

/** From when to when a file has a picture; sound may begin sooner and go on. Undefined where the file does not say. */
export function pictureSpan({ streams, format }: Probe): PictureSpan | undefined {
  const picture = streams.find(
    ({ codec_type, disposition }) => codec_type === 'video' && disposition?.attached_pic !== 1,
  )
  const startSeconds = Number(picture?.start_time)
  const durationSeconds = Number(picture?.duration)
  if (!Number.isFinite(startSeconds) || !(durationSeconds > 0)) return undefined
  const lateSeconds = Math.max(0, startSeconds - Number(format.start_time)) || 0
  return { startSeconds, lateSeconds, durationSeconds }
}
