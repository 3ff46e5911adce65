import type { VideoFacets, VideoSort } from '../../shared/contract/video-query.ts'
import { formatDuration } from '../../shared/units.ts'
import { starWords } from '../tagging/rating-words.ts'
import type { Filter, FilterKind } from './filter.ts'
import { sourceName } from './source-words.ts'

/** What a person can narrow the library by; two kinds of the filter can be one thing to people. */
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

/** A value of a kind, as a person reads it. */
export function valueWords(kind: FilterKind, value: unknown, facets: VideoFacets | undefined): string {
  if (kind === 'source_type') return sourceName(String(value))
  if (kind === 'resolution') return String(value).replace('x', '×')
  if (kind === 'has_generation') return value ? 'known' : 'not known'
  if (kind === 'workflow_id') return facets?.workflow_id.find((one) => one.value === value)?.name ?? String(value)
  return String(value)
}

/** `4 stars and more`, `none`. */
export function ratingWords({ min_rating, has_rating }: Filter): string | undefined {
  if (has_rating === false) return 'none'
  if (min_rating === undefined) return has_rating ? 'any' : undefined
  return min_rating === 5 ? starWords(5) : `${starWords(min_rating)} and more`
}

function tagWords({ tags, any_tags, has_tags }: Filter): string {
  if (has_tags === false) return 'none'
  const parts = [tags?.join(' and '), any_tags?.join(' or ')].filter(Boolean)
  return parts.join(', ') || 'any'
}

function stretchWords(from: string | undefined, to: string | undefined): string {
  if (from === undefined) return `up to ${to}`
  return to === undefined ? `from ${from}` : `${from} to ${to}`
}

/** What a topic narrows to: `Model veo-3.0`, `Duration 0:05 to 0:30`; undefined where it does not. */
export function topicWords(topic: FilterTopic, filter: Filter, facets: VideoFacets | undefined): string | undefined {
  if (topic.kinds.every((kind) => filter[kind] === undefined)) return undefined
  if (topic.name === 'Duration') {
    const [from, to] = [filter.min_seconds, filter.max_seconds].map((it) =>
      it === undefined ? it : formatDuration(it),
    )
    return stretchWords(from, to)
  }
  if (topic.name === 'Rating') return ratingWords(filter)
  if (topic.name === 'Tags') return tagWords(filter)
  if (topic.name === 'Date added') return stretchWords(filter.from_day, filter.to_day)
  const [kind] = topic.kinds
  return valueWords(kind, filter[kind], facets)
}

/** How each order reads, and which way round people expect it at first. */
export const sorts: Record<VideoSort, { name: string; first: 'asc' | 'desc'; asc: string; desc: string }> = {
  added: { name: 'Added', first: 'desc', asc: 'Oldest first', desc: 'Newest first' },
  name: { name: 'Name', first: 'asc', asc: 'Name, A to Z', desc: 'Name, Z to A' },
  duration: { name: 'Duration', first: 'desc', asc: 'Shortest first', desc: 'Longest first' },
  size: { name: 'Size', first: 'desc', asc: 'Smallest file first', desc: 'Largest file first' },
  pixels: { name: 'Resolution', first: 'desc', asc: 'Fewest pixels first', desc: 'Most pixels first' },
  aspect_ratio: { name: 'Aspect ratio', first: 'asc', asc: 'Aspect ratio, up', desc: 'Aspect ratio, down' },
  codec: { name: 'Codec', first: 'asc', asc: 'Codec, A to Z', desc: 'Codec, Z to A' },
  rating: { name: 'Rating', first: 'desc', asc: 'Fewest stars first', desc: 'Most stars first' },
  source_type: { name: 'Source', first: 'asc', asc: 'Source, A to Z', desc: 'Source, Z to A' },
  provider: { name: 'Provider', first: 'asc', asc: 'Provider, A to Z', desc: 'Provider, Z to A' },
  model: { name: 'Model', first: 'asc', asc: 'Model, A to Z', desc: 'Model, Z to A' },
  workflow: { name: 'Workflow', first: 'asc', asc: 'Workflow, A to Z', desc: 'Workflow, Z to A' },
}
