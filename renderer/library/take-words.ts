import type { Video } from '../../shared/contract/videos.ts'
import { formatBytes, formatDuration } from '../../shared/units.ts'
import { starWords } from '../tagging/rating-words.ts'

/** The facts of a take in one line, for those that are known: `1920×1080 · h264 · 24 fps · 18.4 MB`. */
export function factsLine(video: Video): string {
  const picture = video.width && video.height ? `${video.width}×${video.height}` : null
  const rate = video.fps === null ? null : `${video.fps} fps`
  return [picture, video.codec, rate, formatBytes(video.size_bytes)].filter(Boolean).join(' · ')
}

/** Why a take cannot be played now: its disk is away, or its file is not where it was. */
export function absence({ is_offline, missing_since }: Video): 'offline' | 'missing' | null {
  if (is_offline) return 'offline'
  return missing_since === null ? null : 'missing'
}

/** The tags of a take in one line; undefined where it has none. */
export function tagsLine({ tags }: Video): string | undefined {
  return tags.length === 0 ? undefined : tags.join(' · ')
}

/** What a screen reader says for a take: what is written on it, in the same order, then the stars, which are only drawn. */
export function spokenName(video: Video, withFacts: boolean): string {
  const facts = withFacts ? [factsLine(video), tagsLine(video)] : []
  const stars = video.rating !== null && starWords(video.rating)
  return [video.name, ...facts, absence(video), formatDuration(video.duration_seconds), stars]
    .filter(Boolean)
    .join(', ')
}
