import type { Video } from '../../shared/contract/videos.ts'
import { formatBytes, formatDuration } from '../../shared/units.ts'

/** The facts of a take in one line, for those that are known: `1920×1080 · h264 · 24 fps · 18.4 MB`. */
export function factsLine(video: Video): string {
  const picture = video.width && video.height ? `${video.width}×${video.height}` : null
  const rate = video.fps === null ? null : `${video.fps} fps`
  return [picture, video.codec, rate, formatBytes(video.size_bytes)].filter(Boolean).join(' · ')
}

/** What a screen reader says for a take: what is written on it, in the same order. */
export function spokenName(video: Video, withFacts: boolean): string {
  const duration = formatDuration(video.duration_seconds)
  return [video.name, withFacts && factsLine(video), video.missing_since && 'missing', duration]
    .filter(Boolean)
    .join(', ')
}
