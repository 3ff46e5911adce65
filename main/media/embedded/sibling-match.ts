import { type Probe, pictureOf } from '../ffprobe.ts'
import { animationIn } from '../images/animation.ts'
import type { BoundedFile } from './bounded-file.ts'
import { webpCanvas } from './webp.ts'

/** The facts that a video and the files of its run have in common; null if unknown. */
export interface PictureFacts {
  width: number | null
  height: number | null
  frames: number | null
  /** True if the container does not state the number of frames. */
  isEstimate?: boolean
}

/** Returns whether a camera or a screen recorder wrote the file, by its tags: then no generator did. */
export function hasCameraTags({ format, streams }: Probe): boolean {
  const keys = [format, ...streams].flatMap(({ tags = {} }) => Object.keys(tags))
  return keys.some((key) => /^(com\.(apple|android)\.|(make|model|location|gps\w*)(-eng)?$)/i.test(key))
}

/** Returns the facts of a video, as ffprobe prints them: pixels as stored. */
export function factsOfVideo(probed: Probe): PictureFacts {
  const stream = pictureOf(probed)
  const { width, height, nb_frames, duration, avg_frame_rate = '' } = stream ?? {}
  const stated = Number(nb_frames)
  const [count = 0, per = 1] = avg_frame_rate.split('/').map(Number)
  const estimated = Math.round((Number(duration ?? probed.format.duration) * count) / per)
  const frames = stated > 0 ? stated : estimated > 0 ? estimated : null
  return { width: width ?? null, height: height ?? null, frames, isEstimate: !(stated > 0) }
}

/**
 * Returns whether two files are of one run: size and number of frames agree. A still image is the first frame, which
 * VideoHelperSuite saves beside each video.
 */
export function isOfOneRun(video: PictureFacts, other: PictureFacts): boolean {
  if (video.width === null || video.width !== other.width || video.height !== other.height) return false
  if (other.frames === 1) return true
  if (video.frames === null || other.frames === null) return false
  const tolerance = video.isEstimate || other.isEstimate ? 1 : 0
  return Math.abs(video.frames - other.frames) <= tolerance
}

/** Reads the size and the number of frames of a PNG or WebP, animated or not. */
export async function factsOfImage(file: BoundedFile): Promise<PictureFacts> {
  const head = await file.read(0, 30)
  const frames = (await animationIn(file))?.frames ?? 1
  if (head.toString('latin1', 1, 4) === 'PNG' && head.length >= 24)
    return { width: head.readUInt32BE(16), height: head.readUInt32BE(20), frames }
  const canvas = webpCanvas(head)
  if (canvas) return { ...canvas, frames }
  const kind = head.toString('latin1', 8, 16)
  if (head.length < 30 || !/^WEBPVP8[ L]$/.test(kind)) return { width: null, height: null, frames: null }
  const bits = head.readUInt32LE(21)
  if (kind.endsWith('L')) return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1, frames: 1 }
  return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff, frames: 1 }
}
