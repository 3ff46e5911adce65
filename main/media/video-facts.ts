import { describeAspectRatio } from '../../shared/aspect-ratio.ts'
import { RushesError } from '../../shared/errors.ts'
import { type Probe, type ProbeStream, pictureOf } from './ffprobe.ts'

/** The facts of a video, named like their columns. Sizes are as displayed: after rotation. */
export interface VideoFacts {
  duration_seconds: number | null
  width: number | null
  height: number | null
  resolution: string | null
  aspect_ratio: string | null
  codec: string | null
  fps: number | null
  frame_rate: string | null
  frame_count: number | null
  bit_rate: number | null
  audio_codec: string | null
  rotation: number
  container: string | null
}

/** ffprobe's formats that are lists of other files. */
const playlists: ReadonlySet<string> = new Set(['hls', 'concat', 'dash', 'imf'])

/**
 * Returns the facts in ffprobe's result for the file at `path`, which is used for errors only.
 * @throws RushesError FILE_UNREADABLE if it has no video: sound only, cover art, a still image.
 */
export function videoFacts(probe: Probe, path: string): VideoFacts {
  const stream = pictureOf(probe)
  const container = probe.format.format_name ?? null
  if (!stream) throw new RushesError('FILE_UNREADABLE', `${path} has no picture, only sound or data.`)
  if (container === 'image2' || container?.endsWith('_pipe')) {
    throw new RushesError('FILE_UNREADABLE', `${path} is an image, not a video.`)
  }
  if (container !== null && playlists.has(container)) {
    throw new RushesError('FILE_UNREADABLE', `${path} is a list of other files, not a video.`)
  }
  const durationSeconds = positive(probe.format.duration) ?? positive(stream.duration)
  const frameRate = rational(stream.avg_frame_rate) ?? rational(stream.r_frame_rate)
  const sizeBytes = positive(probe.format.size)
  const estimate = sizeBytes && durationSeconds ? Math.round((sizeBytes * 8) / durationSeconds) : null
  return {
    duration_seconds: durationSeconds,
    ...pictureFacts(stream),
    codec: stream.codec_name ?? null,
    fps: frameRate && Math.round((frameRate.numerator / frameRate.denominator) * 100) / 100,
    frame_rate: frameRate && `${frameRate.numerator}/${frameRate.denominator}`,
    frame_count: positive(stream.nb_frames),
    bit_rate: positive(probe.format.bit_rate) ?? estimate,
    audio_codec: probe.streams.find((it) => it.codec_type === 'audio')?.codec_name ?? null,
    container,
  }
}

function pictureFacts(stream: ProbeStream) {
  const rotation = rotationOf(stream)
  const stored = { width: positive(stream.width), height: positive(stream.height) }
  if (stored.width === null || stored.height === null) {
    return { width: null, height: null, resolution: null, aspect_ratio: null, rotation }
  }
  const pixel = rational(stream.sample_aspect_ratio?.replace(':', '/'))
  const shown = { width: stored.width * (pixel ? pixel.numerator / pixel.denominator : 1), height: stored.height }
  const sideways = rotation === 90 || rotation === 270
  const [width, height] = sideways ? [stored.height, stored.width] : [stored.width, stored.height]
  return {
    width,
    height,
    resolution: `${width}x${height}`,
    aspect_ratio: sideways
      ? describeAspectRatio(shown.height, shown.width)
      : describeAspectRatio(shown.width, shown.height),
    rotation,
  }
}

/**
 * Returns degrees clockwise, a multiple of 90. Older programs write a `rotate` tag (clockwise); the display matrix,
 * which ffprobe returns as side data, is counterclockwise.
 */
function rotationOf(stream: ProbeStream): number {
  const matrix = stream.side_data_list?.find((it) => it.rotation !== undefined)?.rotation
  const clockwise = matrix !== undefined ? -Number(matrix) : Number(stream.tags?.rotate ?? 0)
  return Number.isFinite(clockwise) ? (((Math.round(clockwise / 90) * 90) % 360) + 360) % 360 : 0
}

function positive(value: number | string | undefined): number | null {
  const number = Number(value)
  return Number.isFinite(number) && number > 0 ? number : null
}

function rational(value: string | undefined): { numerator: number; denominator: number } | null {
  const [numerator, denominator] = (value ?? '').split('/').map(Number)
  return numerator && denominator && numerator > 0 && denominator > 0 ? { numerator, denominator } : null
}
