import type { VideoGroup, VideoGroupSort } from '../../shared/contract/video-query.ts'
import { dayMs } from '../../shared/units.ts'
import { starLabel } from '../components/tags/rating-labels.ts'
import { sourceName } from '../components/takes/take-labels.ts'
import { texts } from './texts.ts'

/** The columns that a list can be grouped by. */
export const groupNames: Record<VideoGroupSort, string> = {
  added: texts.day,
  model: texts.model,
  workflow: texts.workflow,
  provider: texts.provider,
  source_type: texts.source,
  rating: texts.rating,
  codec: texts.codec,
  aspect_ratio: texts.aspectRatio,
  fps: texts.frameRate,
  duration: texts.duration,
}

const durations: Record<number, string> = {
  0: texts.under5S,
  5: '5 to 10 s',
  10: '10 to 30 s',
  30: '30 s to 1 min',
  60: '1 to 5 min',
  300: texts.n5MinAndMore,
}

/** Returns the heading of a group. `now` is in milliseconds since the epoch. */
export function groupLabel(sort: VideoGroupSort, value: VideoGroup['value'], now: number = Date.now()): string {
  if (value === null) return sort === 'rating' ? texts.unrated : texts.no(groupNames[sort].toLowerCase())
  if (sort === 'added') return dayLabel(String(value), now)
  if (sort === 'rating') return starLabel(Number(value))
  if (sort === 'source_type') return sourceName(String(value))
  if (sort === 'fps') return texts.fpsOfGroup(value)
  if (sort === 'duration') return durations[Number(value)] ?? String(value)
  return String(value)
}

/** Days are those of UTC, as in the query language. */
function dayLabel(day: string, now: number): string {
  const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)
  if (day === dayOf(now)) return texts.today
  if (day === dayOf(now - dayMs)) return texts.yesterday
  const date = new Date(day)
  if (Number.isNaN(date.getTime())) return day
  const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return date.toLocaleDateString('en-GB', options)
}
