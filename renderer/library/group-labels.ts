import type { VideoGroup, VideoGroupSort } from '../../shared/contract/video-query.ts'
import { dayMs } from '../../shared/units.ts'
import { starLabel } from '../components/tags/rating-labels.ts'
import { sourceName } from '../components/takes/take-labels.ts'

/** The columns that a list can be grouped by. */
export const groupNames: Record<VideoGroupSort, string> = {
  added: 'Day',
  model: 'Model',
  workflow: 'Workflow',
  provider: 'Provider',
  source_type: 'Source',
  rating: 'Rating',
  codec: 'Codec',
  aspect_ratio: 'Aspect ratio',
  fps: 'Frame rate',
  duration: 'Duration',
}

const durations: Record<number, string> = {
  0: 'Under 5 s',
  5: '5 to 10 s',
  10: '10 to 30 s',
  30: '30 s to 1 min',
  60: '1 to 5 min',
  300: '5 min and more',
}

/** Returns the heading of a group. `now` is in milliseconds since the epoch. */
export function groupLabel(sort: VideoGroupSort, value: VideoGroup['value'], now: number = Date.now()): string {
  if (value === null) return sort === 'rating' ? 'Unrated' : `No ${groupNames[sort].toLowerCase()}`
  if (sort === 'added') return dayLabel(String(value), now)
  if (sort === 'rating') return starLabel(Number(value))
  if (sort === 'source_type') return sourceName(String(value))
  if (sort === 'fps') return `${value} fps`
  if (sort === 'duration') return durations[Number(value)] ?? String(value)
  return String(value)
}

/** Days are those of UTC, as in the query language. */
function dayLabel(day: string, now: number): string {
  const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)
  if (day === dayOf(now)) return 'Today'
  if (day === dayOf(now - dayMs)) return 'Yesterday'
  const date = new Date(day)
  if (Number.isNaN(date.getTime())) return day
  const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return date.toLocaleDateString('en-GB', options)
}
