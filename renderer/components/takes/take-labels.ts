import type { Video } from '../../../shared/contract/videos.ts'
import { isArchiveAddress } from '../../../shared/object-address.ts'
import { formatBytes, formatDuration } from '../../../shared/units.ts'
import { notableStatus } from '../media/media-labels.ts'
import { starLabel } from '../tags/rating-labels.ts'
import { videoCodecName } from './format-names.ts'
import { texts } from './texts.ts'

/** Returns the known facts of a take in one line: `1920×1080 · H.264 · 24 fps · 18.4 MB`. */
export function factsLine(video: Video): string {
  const picture = video.width && video.height ? `${video.width}×${video.height}` : null
  const rate = video.fps === null ? null : texts.fpsOfTake(video.fps)
  return [picture, videoCodecName(video.codec), rate, formatBytes(video.size_bytes)].filter(Boolean).join(' · ')
}

/**
 * Returns why the file of a take cannot be played now: its disk is offline, it was overwritten, or it is missing. Null
 * if it can.
 */
export function absence({
  is_offline,
  overwritten_path,
  missing_since,
}: Video): 'offline' | 'overwritten' | 'missing' | null {
  if (is_offline) return 'offline'
  if (overwritten_path !== null) return 'overwritten'
  return missing_since === null ? null : 'missing'
}

/** Returns what a list says about the file of a take: why it cannot be played, or that it is in an archive. */
export function fileState(video: Video): ReturnType<typeof absence> | 'archived' {
  return absence(video) ?? (isArchiveAddress(video.file_path) ? 'archived' : null)
}

/** Returns the name, the model and the seed of a take, for the pointer; undefined without generation details. */
export function madeLine({ name, model, seed }: Video): string | undefined {
  if (model === null && seed === null) return undefined
  return [name, [model, seed !== null && texts.seedOf(seed)].filter(Boolean).join(' · ')].join('\n')
}

/** Returns the tags of a take in one line; undefined if it has none. */
export function tagsLine({ tags }: Video): string | undefined {
  return tags.length === 0 ? undefined : tags.join(' · ')
}

/**
 * Returns the screen-reader text of a take: the visible text in the same order, then the rating, whose stars have no
 * text.
 */
export function spokenName(video: Video, withFacts: boolean): string {
  const facts = withFacts ? [factsLine(video), tagsLine(video)] : []
  const stars = video.rating !== null && starLabel(video.rating)
  return [
    video.name,
    ...facts,
    video.ai_evidence && 'AI',
    notableStatus(video.media_status),
    fileState(video),
    formatDuration(video.duration_seconds),
    video.colour && texts.label(video.colour),
    stars,
  ]
    .filter(Boolean)
    .join(', ')
}

const sourceNames: Record<string, string> = {
  uploaded: texts.imported,
  generated: texts.generated,
  stitched: texts.stitched,
  processed: texts.processed,
}

/** Returns a source type as a label; those of other programs are unchanged. */
export function sourceName(sourceType: string): string {
  return sourceNames[sourceType] ?? sourceType
}
