import type { VideoFacets, VideoSort } from '../../../shared/contract/video-query.ts'
import { type AiFilter, aiFilterLabels } from '../../../shared/generation/ai-evidence.ts'
import { printDate } from '../../../shared/query/parse-value.ts'
import type { Comparison, Query } from '../../../shared/query/query.ts'
import { isAbout, partsOfQuery, printPart } from '../../../shared/query/query-subjects.ts'
import type { SortOrder } from '../../../shared/sort-order.ts'
import { formatDuration } from '../../../shared/units.ts'
import { starLabel } from '../tags/rating-labels.ts'
import { sourceName } from '../takes/take-labels.ts'

/** Values of a text that the filter menu lists, by the name of their facet. */
export type ValueFacet = Exclude<keyof VideoFacets, 'rating' | 'tags'>

/** A topic of the filter menu: the parts of a query that it shows and writes. */
export interface FilterTopic {
  name: string
  subjects: readonly string[]
  facet?: ValueFacet
}

export const filterTopics: readonly FilterTopic[] = [
  { name: 'Source', subjects: ['source'], facet: 'source_type' },
  { name: 'Rating', subjects: ['rating', 'has:rating'] },
  { name: 'Tags', subjects: ['tag', 'has:tag'] },
  { name: 'Label', subjects: ['colour', 'has:colour'] },
  { name: 'Collection', subjects: ['collection', 'has:collection'] },
  { name: 'Note', subjects: ['has:note'] },
  { name: 'Workflow', subjects: ['workflow', 'has:workflow'], facet: 'workflow_id' },
  { name: 'Node type', subjects: ['node'], facet: 'node_type' },
  { name: 'Role', subjects: ['role'] },
  { name: 'Provider', subjects: ['provider'], facet: 'provider' },
  { name: 'Model', subjects: ['model', 'has:model'], facet: 'model' },
  { name: 'Generation', subjects: ['has:generation'] },
  { name: 'AI', subjects: ['ai'] },
  { name: 'Resolution', subjects: ['res'], facet: 'resolution' },
  { name: 'Aspect ratio', subjects: ['ratio'], facet: 'aspect_ratio' },
  { name: 'Codec', subjects: ['codec', 'has:codec'], facet: 'codec' },
  { name: 'Duration', subjects: ['dur'] },
  { name: 'Date added', subjects: ['date'] },
]

/** Lists the parts of a query that a topic is about. */
export function partsAbout(query: string | undefined, { subjects }: Pick<FilterTopic, 'subjects'>): readonly Query[] {
  return partsOfQuery(query ?? '').filter((part) => isAbout(part, subjects))
}

/** Returns the label of a value that the menu lists. */
export function valueLabel(topic: FilterTopic, value: string): string {
  if (topic.name === 'Source') return sourceName(value)
  return topic.name === 'Resolution' ? value.replace('x', '×') : value
}

/** Returns the label of a minimum rating: `4 stars and more`. */
export function ratingLabel(least: number): string {
  return least === 5 ? starLabel(5) : `${starLabel(least)} and more`
}

function comparisonLabel<Value>(compare: Comparison<Value>, print: (value: Value) => string): string {
  if (compare.is === '=') return print(compare.value)
  if (compare.is !== '..') {
    const word = { '>': 'over', '>=': 'from', '<': 'under', '<=': 'up to' }[compare.is]
    return `${word} ${print(compare.value)}`
  }
  const [from, to] = [compare.from, compare.to].map((bound) => bound && print(bound))
  return from === undefined ? `up to ${to}` : to === undefined ? `from ${from}` : `${from} to ${to}`
}

/** Returns the label of a part that a topic is about: `veo-3.0`, `not “draft”`, `0:05 to 0:30`. */
export function partLabel(topic: FilterTopic, part: Query): string {
  switch (part.is) {
    case 'not':
      return part.part.is === 'choice' && part.part.field === 'has' ? 'none' : `not ${partLabel(topic, part.part)}`
    case 'any':
      return part.parts.map((each) => partLabel(topic, each)).join(' or ')
    case 'all':
      return part.parts.map((each) => partLabel(topic, each)).join(' and ')
    case 'text':
      return part.isExact || topic.name === 'Resolution' ? valueLabel(topic, part.value) : `“${part.value}”`
    case 'number':
      if (part.field === 'rating' && part.compare.is === '>=') return ratingLabel(part.compare.value)
      if (part.field === 'rating') return comparisonLabel(part.compare, starLabel)
      if (part.field === 'dur') return comparisonLabel(part.compare, formatDuration)
      return comparisonLabel(part.compare, (value) => `${value}p`)
    case 'date':
      return comparisonLabel(part.compare, printDate)
    case 'choice':
      if (part.field === 'ai') return aiFilterLabels[part.value as AiFilter] ?? part.value
      return part.field === 'has' ? 'any' : part.value
    default:
      return printPart(part)
  }
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
  fps: { name: 'Frame rate', first: 'desc', asc: 'Lowest frame rate first', desc: 'Highest frame rate first' },
  rating: { name: 'Rating', first: 'desc', asc: 'Lowest rating first', desc: 'Highest rating first' },
  source_type: { name: 'Source', first: 'asc', asc: 'Source, A to Z', desc: 'Source, Z to A' },
  provider: { name: 'Provider', first: 'asc', asc: 'Provider, A to Z', desc: 'Provider, Z to A' },
  model: { name: 'Model', first: 'asc', asc: 'Model, A to Z', desc: 'Model, Z to A' },
  workflow: { name: 'Workflow', first: 'asc', asc: 'Workflow, A to Z', desc: 'Workflow, Z to A' },
  prompt: { name: 'Prompt', first: 'asc', asc: 'Prompt, A to Z', desc: 'Prompt, Z to A' },
  seed: { name: 'Seed', first: 'asc', asc: 'Lowest seed first', desc: 'Highest seed first' },
  tags: { name: 'Tags', first: 'asc', asc: 'Tags, A to Z', desc: 'Tags, Z to A' },
  collection: { name: 'Collection', first: 'asc', asc: 'In order', desc: 'Last first' },
}
