import type { VideoDetails } from '../../../shared/contract/videos.ts'
import { formatFrameRate, frameCount, parseFrameRate } from '../../../shared/frame-rate.ts'
import { formatBitRate, formatBytes, formatCount, formatTimecode, formatWhen } from '../../../shared/units.ts'
import { audioName, containerName, videoCodecName } from './format-names.ts'
import { sourceName } from './take-labels.ts'
import { texts } from './texts.ts'

const unknown = '–'

/** Lists the facts of a video, the most interesting first; unknown values are a dash. */
export function factsOf(video: VideoDetails): [name: string, value: string][] {
  const rate = parseFrameRate(video.frame_rate)
  const estimate = rate && video.duration_seconds !== null ? frameCount(rate, video.duration_seconds) : null
  return [
    [texts.duration, formatTimecode(video.duration_seconds)],
    [texts.frames, formatCount(video.frame_count ?? estimate)],
    [texts.picture, picture(video)],
    [texts.codec, videoCodecName(video.codec) ?? unknown],
    [texts.frameRate, rate ? texts.fpsOfRate(formatFrameRate(rate)) : unknown],
    [texts.rotation, rotation(video.rotation)],
    [texts.audio, audioName(video.audio_codec) ?? (video.container === null ? unknown : texts.none)],
    [texts.size, formatBytes(video.size_bytes)],
    [texts.bitRate, formatBitRate(video.bit_rate)],
    [texts.container, containerName(video.container, video.file_path) ?? unknown],
    [texts.source, sourceName(video.source_type)],
    [texts.added, formatWhen(video.created_at)],
  ]
}

function picture({ width, height, resolution, aspect_ratio }: VideoDetails): string {
  const size = width && height ? `${width}×${height}` : resolution?.replace('x', '×')
  return [size, aspect_ratio].filter(Boolean).join(' · ') || unknown
}

function rotation(degrees: number | null): string {
  if (degrees === null) return unknown
  return degrees === 0 ? texts.none : texts.clockwise(degrees)
}

/**
 * Returns the ratio of width to height for layouts: the display aspect ratio if known, which accounts for non-square
 * pixels, else that of the size in pixels, else 16:9.
 */
export function aspectRatioOf(video: Pick<VideoDetails, 'width' | 'height' | 'aspect_ratio'>): number {
  const named = /^(\d+):(\d+)$/.exec(video.aspect_ratio ?? '')
  const [width, height] = named ? [Number(named[1]), Number(named[2])] : [video.width ?? 0, video.height ?? 0]
  return width > 0 && height > 0 ? width / height : 16 / 9
}
