import type { VideoFacets, VideoSort } from '../../../shared/contract/video-query.ts'
import { type AiFilter, aiFilterLabels } from '../../../shared/generation/ai-evidence.ts'
import { printDate } from '../../../shared/query/parse-value.ts'
import type { Comparison, Query } from '../../../shared/query/query.ts'
import { isAbout, partsOfQuery, printPart } from '../../../shared/query/query-subjects.ts'
import type { SortOrder } from '../../../shared/sort-order.ts'
import { formatDuration } from '../../../shared/units.ts'
import { starLabel } from '../tags/rating-labels.ts'
import { sourceName } from '../takes/take-labels.ts'
import { texts } from './texts.ts'

/** Values of a text that the filter menu lists, by the name of their facet. */
export type ValueFacet = Exclude<keyof VideoFacets, 'rating' | 'tags'>

/** A topic of the filter menu: the parts of a query that it shows and writes. */
export interface FilterTopic {
  name: string
  subjects: readonly string[]
  facet?: ValueFacet
}

export const filterTopics: readonly FilterTopic[] = [
  { name: texts.source, subjects: ['source'], facet: 'source_type' },
  { name: texts.rating, subjects: ['rating', 'has:rating'] },
  { name: texts.tags, subjects: ['tag', 'has:tag'] },
  { name: texts.label, subjects: ['colour', 'has:colour'] },
  { name: texts.collection, subjects: ['collection', 'has:collection'] },
  { name: texts.note, subjects: ['has:note'] },
  { name: texts.workflow, subjects: ['workflow', 'has:workflow'], facet: 'workflow_id' },
  { name: texts.nodeType, subjects: ['node'], facet: 'node_type' },
  { name: texts.role, subjects: ['role'] },
  { name: texts.provider, subjects: ['provider'], facet: 'provider' },
  { name: texts.model, subjects: ['model', 'has:model'], facet: 'model' },
  { name: texts.generation, subjects: ['has:generation'] },
  { name: 'AI', subjects: ['ai'] },
  { name: texts.resolution, subjects: ['res'], facet: 'resolution' },
  { name: texts.aspectRatio, subjects: ['ratio'], facet: 'aspect_ratio' },
  { name: texts.codec, subjects: ['codec', 'has:codec'], facet: 'codec' },
  { name: texts.duration, subjects: ['dur'] },
  { name: texts.dateAdded, subjects: ['date'] },
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
  return least === 5 ? starLabel(5) : texts.andMore(starLabel(least))
}

function comparisonLabel<Value>(compare: Comparison<Value>, print: (value: Value) => string): string {
  if (compare.is === '=') return print(compare.value)
  if (compare.is !== '..') {
    const word = { '>': 'over', '>=': 'from', '<': 'under', '<=': texts.upTo }[compare.is]
    return `${word} ${print(compare.value)}`
  }
  const [from, to] = [compare.from, compare.to].map((bound) => bound && print(bound))
  return from === undefined ? texts.upToValue(to ?? '') : to === undefined ? texts.from(from) : texts.to(from, to)
}

/** Returns the label of a part that a topic is about: `veo-3.0`, `not “draft”`, `0:05 to 0:30`. */
export function partLabel(topic: FilterTopic, part: Query): string {
  switch (part.is) {
    case 'not':
      return part.part.is === 'choice' && part.part.field === 'has' ? 'none' : texts.not(partLabel(topic, part.part))
    case 'any':
      return part.parts.map((each) => partLabel(topic, each)).join(' or ')
    case 'all':
      return part.parts.map((each) => partLabel(topic, each)).join(' and ')
    case 'text': {
      const label = valueLabel(topic, part.value)
      // A part of a value is quoted, but known sources have their names: the sidebar asks for them without quotes.
      const isWhole = part.isExact || topic.name === 'Resolution' || label !== part.value
      return isWhole ? label : `“${part.value}”`
    }
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
  added: { name: texts.added, first: 'desc', asc: texts.oldestFirst, desc: texts.newestFirst },
  name: { name: texts.name, first: 'asc', asc: texts.nameAToZ, desc: texts.nameZToA },
  duration: { name: texts.duration, first: 'desc', asc: texts.shortestFirst, desc: texts.longestFirst },
  size: { name: texts.size, first: 'desc', asc: texts.smallestFileFirst, desc: texts.largestFileFirst },
  pixels: {
    name: texts.resolution,
    first: 'desc',
    asc: texts.lowestResolutionFirst,
    desc: texts.highestResolutionFirst,
  },
  aspect_ratio: { name: texts.aspectRatio, first: 'asc', asc: texts.narrowestFirst, desc: texts.widestFirst },
  codec: { name: texts.codec, first: 'asc', asc: texts.codecAToZ, desc: texts.codecZToA },
  fps: { name: texts.frameRate, first: 'desc', asc: texts.lowestFrameRateFirst, desc: texts.highestFrameRateFirst },
  rating: { name: texts.rating, first: 'desc', asc: texts.lowestRatingFirst, desc: texts.highestRatingFirst },
  source_type: { name: texts.source, first: 'asc', asc: texts.sourceAToZ, desc: texts.sourceZToA },
  provider: { name: texts.provider, first: 'asc', asc: texts.providerAToZ, desc: texts.providerZToA },
  model: { name: texts.model, first: 'asc', asc: texts.modelAToZ, desc: texts.modelZToA },
  workflow: { name: texts.workflow, first: 'asc', asc: texts.workflowAToZ, desc: texts.workflowZToA },
  prompt: { name: texts.prompt, first: 'asc', asc: texts.promptAToZ, desc: texts.promptZToA },
  seed: { name: texts.seed, first: 'asc', asc: texts.lowestSeedFirst, desc: texts.highestSeedFirst },
  tags: { name: texts.tags, first: 'asc', asc: texts.tagsAToZ, desc: texts.tagsZToA },
  collection: { name: texts.collection, first: 'asc', asc: texts.inOrder, desc: texts.lastFirst },
}
