import type { VideoDetails } from '../../shared/contract/videos.ts'
import { formatBitRate, formatBytes, formatCount, formatTimecode, formatWhen } from '../../shared/units.ts'
import { audioName, containerName, videoCodecName } from '../components/takes/format-names.ts'
import { sourceName } from '../components/takes/take-labels.ts'
import { texts } from './texts.ts'

function joined(...parts: (string | null | undefined | false)[]): string {
  return parts.filter(Boolean).join(' · ') || '–'
}

function places(video: VideoDetails): string {
  const away = video.locations.filter((location) => location.is_offline).length
  const gone = video.locations.filter((location) => location.missing_since && !location.is_offline).length
  return joined(
    formatCount(video.locations.length, 'location'),
    away > 0 && texts.offline(formatCount(away)),
    gone > 0 && texts.missing(formatCount(gone)),
  )
}

/** Lists the facts of a take for the inspector. */
export function factsOf(video: VideoDetails): [string, string][] {
  return [
    [texts.duration, joined(formatTimecode(video.duration_seconds), video.fps !== null && texts.fpsOfTake(video.fps))],
    [texts.picture, joined(video.resolution?.replace('x', '×'), video.aspect_ratio, videoCodecName(video.codec))],
    [texts.format, containerName(video.container, video.file_path) ?? '–'],
    [texts.audio, audioName(video.audio_codec) ?? (video.container === null ? '–' : texts.none)],
    [texts.size, joined(formatBytes(video.size_bytes), video.bit_rate !== null && formatBitRate(video.bit_rate))],
    [texts.source, sourceName(video.source_type)],
    [texts.added, formatWhen(video.created_at)],
    [texts.storedAt, places(video)],
    [texts.path, video.file_path],
    [texts.content, `sha256 ${video.file_hash.slice(0, 4)}…${video.file_hash.slice(-4)}`],
  ]
}
