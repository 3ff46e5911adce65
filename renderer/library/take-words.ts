import type { Video } from '../../shared/contract/videos.ts'
import { formatBytes, formatDuration } from '../../shared/units.ts'

/** The facts of a take in one line, for those that are known: `1920×1080 · h264 · 24 fps · 18.4 MB`. */
export function factsLine(video: Video): string {
  const picture = video.width && video.height ? `${video.width}×${video.height}` : null
  const rate = video.fps === null ? null : `${video.fps} fps`
  return [picture, video.codec, rate, formatBytes(video.size_bytes)].filter(Boolean).join(' · ')
}

/** What a screen reader says for a take. */
export function spokenName(video: Video): string {
  return [video.name, formatDuration(video.duration_seconds), video.missing_since && 'missing']
    .filter(Boolean)
    .join(', ')
}
