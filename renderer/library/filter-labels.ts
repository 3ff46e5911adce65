import type { VideoFacets, VideoSort } from '../../shared/contract/video-query.ts'
import type { SortOrder } from '../../shared/sort-order.ts'
import { formatDuration } from '../../shared/units.ts'
import { starLabel } from '../components/tags/rating-labels.ts'
import type { Filter } from '../components/takes/library-search.ts'
import { sourceName } from '../components/takes/take-labels.ts'
import type { FilterKind } from './filter.ts'

/** The topics of the filter menu. Several fields of the filter can belong to one topic. */
export const filterTopics = [
  { name: 'Source', kinds: ['source_type'] },
  { name: 'Rating', kinds: ['min_rating', 'has_rating'] },
  { name: 'Tags', kinds: ['tags', 'any_tags', 'has_tags'] },
  { name: 'Workflow', kinds: ['workflow_id'] },
  { name: 'Node type', kinds: ['node_type'] },
  { name: 'Role', kinds: ['role'] },
  { name: 'Provider', kinds: ['provider'] },
  { name: 'Model', kinds: ['model'] },
  { name: 'Generation', kinds: ['has_generation'] },
  { name: 'Resolution', kinds: ['resolution'] },
  { name: 'Aspect ratio', kinds: ['aspect_ratio'] },
  { name: 'Codec', kinds: ['codec'] },
  { name: 'Duration', kinds: ['min_seconds', 'max_seconds'] },
  { name: 'Date added', kinds: ['from_day', 'to_day'] },
] as const satisfies readonly { name: string; kinds: readonly FilterKind[] }[]
export type FilterTopic = (typeof filterTopics)[number]

/** Returns the label of a value of a filter. */
export function valueLabel(kind: FilterKind, value: unknown, facets: VideoFacets | undefined): string {
  if (kind === 'source_type') return sourceName(String(value))
  if (kind === 'resolution') return String(value).replace('x', '×')
  if (kind === 'has_generation') return value ? 'known' : 'unknown'
  if (kind === 'workflow_id') return facets?.workflow_id.find((one) => one.value === value)?.name ?? String(value)
  return String(value)
}

/** Returns the label of a filter by rating: `4 stars and more`, `none`. */
export function ratingLabel({ min_rating, has_rating }: Filter): string | undefined {
  if (has_rating === false) return 'none'
  if (min_rating === undefined) return has_rating ? 'any' : undefined
  return min_rating === 5 ? starLabel(5) : `${starLabel(min_rating)} and more`
}

function tagLabel({ tags, any_tags, has_tags }: Filter): string {
  if (has_tags === false) return 'none'
  const parts = [tags?.join(' and '), any_tags?.join(' or ')].filter(Boolean)
  return parts.join(', ') || 'any'
}

function rangeLabel(from: string | undefined, to: string | undefined): string {
  if (from === undefined) return `up to ${to}`
  return to === undefined ? `from ${from}` : `${from} to ${to}`
}

/** Returns the value that a topic filters by: `veo-3.0`, `0:05 to 0:30`; undefined if it is not used. */
export function topicLabel(topic: FilterTopic, filter: Filter, facets: VideoFacets | undefined): string | undefined {
  if (topic.kinds.every((kind) => filter[kind] === undefined)) return undefined
  if (topic.name === 'Duration') {
    const [from, to] = [filter.min_seconds, filter.max_seconds].map((it) =>
      it === undefined ? it : formatDuration(it),
    )
    return rangeLabel(from, to)
  }
  if (topic.name === 'Rating') return ratingLabel(filter)
  if (topic.name === 'Tags') return tagLabel(filter)
  if (topic.name === 'Date added') return rangeLabel(filter.from_day, filter.to_day)
  const [kind] = topic.kinds
  return valueLabel(kind, filter[kind], facets)
}

/** Labels of the sort orders, and the direction in which each starts. */
export const sorts: Record<VideoSort, { name: string; first: SortOrder; asc: string; desc: string }> = {
  added: { name: 'Added', first: 'desc', asc: 'Oldest first', desc: 'Newest first' },
  name: { name: 'Name', first: 'asc', asc: 'Name, A to Z', desc: 'Name, Z to A' },
  duration: { name: 'Duration', first: 'desc', asc: 'Shortest first', desc: 'Longest first' },
  size: { name: 'Size', first: 'desc', asc: 'Smallest file first', desc: 'Largest file first' },
  pixels: { name: 'Resolution', first: 'desc', asc: 'Lowest resolution first', desc: 'Highest resolution first' },
  aspect_ratio: { name: 'Aspect ratio', first: 'asc', asc: 'Narrowest first', desc: 'Widest first' },
  codec: { name: 'Codec', first: 'asc', asc: 'Codec, A to Z', desc: 'Codec, Z to A' },
  rating: { name: 'Rating', first: 'desc', asc: 'Lowest rating first', desc: 'Highest rating first' },
  source_type: { name: 'Source', first: 'asc', asc: 'Source, A to Z', desc: 'Source, Z to A' },
  provider: { name: 'Provider', first: 'asc', asc: 'Provider, A to Z', desc: 'Provider, Z to A' },
  model: { name: 'Model', first: 'asc', asc: 'Model, A to Z', desc: 'Model, Z to A' },
  workflow: { name: 'Workflow', first: 'asc', asc: 'Workflow, A to Z', desc: 'Workflow, Z to A' },
}
