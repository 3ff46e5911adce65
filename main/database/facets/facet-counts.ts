import type { VideoFacets, VideoFilter } from '../../../shared/contract/video-query.ts'
import type { FacetIndex } from './facet-index.ts'
import type { IndexedColumn } from './facet-rows.ts'
import { testsOf } from './filter-tests.ts'

export type Facet = keyof VideoFacets

/** A value of a facet, and the number of videos that have it. */
export interface ValueCount {
  value: unknown
  count: number
}

/** The number of values of a facet that are listed. */
export const mostValues = 200

interface FacetSource {
  column: IndexedColumn
  /** Returns what a value of the column counts for, each once. */
  valuesIn(value: unknown): Iterable<unknown>
  /**
   * The parts of the filter that the facet leaves out, so that another value can be chosen. Videos must have all of
   * `tags`, so another tag narrows the list further and `tags` stays in the filter; of `any_tags` one is enough, so it
   * does not.
   */
  own: readonly (keyof VideoFilter)[]
}

const one = (value: unknown) => (value === null ? [] : [value])
const ofColumn = (column: 'source_type' | 'resolution' | 'aspect_ratio' | 'codec'): FacetSource => ({
  column,
  valuesIn: one,
  own: [column],
})
const ofGeneration = (name: 'provider' | 'model', at: number): FacetSource => ({
  column: 'generation',
  valuesIn: (value) => (value === null ? [] : one((value as unknown[])[at])),
  own: [name],
})
const ofAssociations = (name: 'workflow_id' | 'node_type', at: number): FacetSource => ({
  column: 'associations',
  valuesIn: (value) => new Set((value as unknown[][]).map((association) => association[at])),
  own: [name],
})

const facets: Record<Facet, FacetSource> = {
  source_type: ofColumn('source_type'),
  resolution: ofColumn('resolution'),
  aspect_ratio: ofColumn('aspect_ratio'),
  codec: ofColumn('codec'),
  provider: ofGeneration('provider', 0),
  model: ofGeneration('model', 1),
  workflow_id: ofAssociations('workflow_id', 0),
  node_type: ofAssociations('node_type', 1),
  rating: { column: 'rating', valuesIn: (value) => [value], own: ['min_rating', 'has_rating'] },
  tags: { column: 'tags', valuesIn: (value) => value as string[], own: ['any_tags', 'has_tags'] },
}
const facetNames = Object.keys(facets) as Facet[]

/** Counts the videos at `positions` that match a filter, whose search is left out. */
export function countMatching(index: FacetIndex, filter: VideoFilter, positions: Uint32Array): number {
  return index.matching(positions, testsOf(filter)).length
}

/**
 * Counts the values of each facet among the videos at `positions` that match a filter without the facet's own parts.
 * The search is left out.
 */
export function countValues(
  index: FacetIndex,
  filter: VideoFilter,
  positions: Uint32Array,
): Record<Facet, ValueCount[]> {
  const matching = new Map<string, Uint32Array>()
  const counts = facetNames.map((facet) => {
    const { own } = facets[facet]
    const left = own.filter((part) => filter[part] !== undefined)
    const found =
      matching.get(left.join()) ??
      index.matching(positions, testsOf({ ...filter, ...Object.fromEntries(left.map((part) => [part, undefined])) }))
    matching.set(left.join(), found)
    return [facet, countFacet(index, found, facet)] as const
  })
  return Object.fromEntries(counts) as Record<Facet, ValueCount[]>
}

function countFacet(index: FacetIndex, positions: Uint32Array, facet: Facet): ValueCount[] {
  const { column, valuesIn } = facets[facet]
  const counts = new Map<unknown, number>()
  for (const [value, count] of index.countValues(positions, column)) {
    for (const each of valuesIn(value)) counts.set(each, (counts.get(each) ?? 0) + count)
  }
  const order = facet === 'rating' ? byValue : byCount
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort(order)
    .slice(0, mostValues)
}

/** The most frequent first, then in the order of SQLite. */
function byCount(a: ValueCount, b: ValueCount): number {
  return b.count - a.count || Buffer.compare(Buffer.from(String(a.value)), Buffer.from(String(b.value)))
}

/** The best rating first, unrated videos last. */
function byValue(a: ValueCount, b: ValueCount): number {
  return Number(b.value) - Number(a.value)
}
