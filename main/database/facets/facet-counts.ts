import type { VideoFacets, VideoFilter } from '../../../shared/contract/video-query.ts'
import { parseQuery } from '../../../shared/query/parse-query.ts'
import { printQuery } from '../../../shared/query/print-query.ts'
import { withoutSubjects } from '../../../shared/query/without-subjects.ts'
import { splitQuery } from '../videos/query-tree.ts'
import type { FacetIndex } from './facet-index.ts'
import type { IndexedColumn } from './facet-rows.ts'
import { testsOf } from './filter-tests.ts'
import { type FoundByLeaf, passing } from './query-tests.ts'

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
  /** The parts of a query that the facet leaves out: those about these fields alone. */
  ownSubjects: readonly string[]
}

const one = (value: unknown) => (value === null ? [] : [value])
const ofColumn = (column: 'source_type' | 'resolution' | 'aspect_ratio' | 'codec', field: string): FacetSource => ({
  column,
  valuesIn: one,
  own: [column],
  ownSubjects: [field, `has:${field}`],
})
const ofGeneration = (name: 'provider' | 'model', at: number): FacetSource => ({
  column: 'generation',
  valuesIn: (value) => (value === null ? [] : one((value as unknown[])[at])),
  own: [name],
  ownSubjects: [name, `has:${name}`],
})
const ofAssociations = (name: 'workflow_id' | 'node_type', at: number, field: string): FacetSource => ({
  column: 'associations',
  valuesIn: (value) => new Set((value as unknown[][]).map((association) => association[at])),
  own: [name],
  ownSubjects: [field],
})

const facets: Record<Facet, FacetSource> = {
  source_type: ofColumn('source_type', 'source'),
  resolution: ofColumn('resolution', 'res'),
  aspect_ratio: ofColumn('aspect_ratio', 'ratio'),
  codec: ofColumn('codec', 'codec'),
  provider: ofGeneration('provider', 0),
  model: ofGeneration('model', 1),
  workflow_id: ofAssociations('workflow_id', 0, 'workflow'),
  node_type: ofAssociations('node_type', 1, 'node'),
  rating: {
    column: 'rating',
    valuesIn: (value) => [value],
    own: ['min_rating', 'has_rating'],
    ownSubjects: ['rating', 'has:rating'],
  },
  tags: { column: 'tags', valuesIn: (value) => value as string[], own: ['any_tags', 'has_tags'], ownSubjects: [] },
}
export const facetNames = Object.keys(facets) as Facet[]

/** Returns those of `positions` whose videos match a filter, apart from its search and the words of its query. */
export function matching(
  index: FacetIndex,
  filter: VideoFilter,
  positions: Uint32Array,
  found: FoundByLeaf,
): Uint32Array {
  return passing(index, splitQuery(filter.query ?? '').rest, index.matching(positions, testsOf(filter)), found)
}

/** Returns a filter without the parts that a facet leaves out. */
export function withoutOwn(filter: VideoFilter, facet: Facet): VideoFilter {
  const { own, ownSubjects } = facets[facet]
  const { query } = parseQuery(filter.query ?? '')
  const left = Object.fromEntries(own.map((part) => [part, undefined]))
  return { ...filter, ...left, query: query && printQuery(withoutSubjects(query, ownSubjects)) }
}

/** Counts the values of a facet among the videos at `positions`. */
export function countFacet(index: FacetIndex, positions: Uint32Array, facet: Facet): ValueCount[] {
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
