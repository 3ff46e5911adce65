import type { VideoFilter } from '../../../shared/contract/video-query.ts'
import { tagKey } from '../../../shared/tags.ts'
import type { IndexedColumn } from './facet-rows.ts'

/** Tests a value of a column, as `FacetIndex` holds it. */
export type ValueTest = (value: unknown) => boolean

/** Generation details, as the index has them. */
export type Generation = readonly [provider: string | null, model: string | null] | null
/** A place in a workflow, as the index has it. */
export type Association = readonly [workflow_id: string, node_type: string, role: string]

/**
 * Returns what a filter requires of each column, apart from the search and the query: the same as `conditionOf`, also
 * for values that other programs wrote (see [Note: foreign values]).
 */
export function testsOf(filter: VideoFilter): [IndexedColumn, ValueTest][] {
  return [...compared(filter), ...dated(filter), ...related(filter), ...rated(filter), ...tagged(filter)]
}

const columns = ['source_type', 'resolution', 'aspect_ratio', 'codec'] as const

function compared(filter: VideoFilter): [IndexedColumn, ValueTest][] {
  const tests: [IndexedColumn, ValueTest][] = []
  for (const column of columns) {
    const expected = filter[column]
    if (expected !== undefined) tests.push([column, (value) => value === expected])
  }
  const { min_seconds, max_seconds } = filter
  if (min_seconds !== undefined) tests.push(['duration', (value) => isAtLeast(value, min_seconds)])
  if (max_seconds !== undefined) tests.push(['duration', (value) => typeof value === 'number' && value <= max_seconds])
  return tests
}

/** SQLite sorts texts after all numbers. */
function isAtLeast(value: unknown, least: number): boolean {
  return typeof value === 'number' ? value >= least : value !== null
}

function dated({ from_day, to_day }: VideoFilter): [IndexedColumn, ValueTest][] {
  const tests: [IndexedColumn, ValueTest][] = []
  if (from_day !== undefined) tests.push(['day', (value) => typeof value === 'string' && value >= from_day])
  if (to_day !== undefined) {
    const end = new Date(Date.parse(to_day) + 86_400_000).toISOString().slice(0, 10)
    tests.push(['day', (value) => (typeof value === 'string' ? value < end : value !== null)])
  }
  return tests
}

function related(filter: VideoFilter): [IndexedColumn, ValueTest][] {
  const { provider, model, has_generation, workflow_id, node_type, role } = filter
  const tests: [IndexedColumn, ValueTest][] = []
  if (provider !== undefined) tests.push(['generation', (value) => (value as Generation)?.[0] === provider])
  if (model !== undefined) tests.push(['generation', (value) => (value as Generation)?.[1] === model])
  if (has_generation !== undefined) tests.push(['generation', (value) => (value !== null) === has_generation])
  if (workflow_id !== undefined || node_type !== undefined || role !== undefined) {
    // All must hold for the same association.
    const isMatch = ([workflow, node, its]: Association) =>
      (workflow_id ?? workflow) === workflow && (node_type ?? node) === node && (role ?? its) === its
    tests.push(['associations', (value) => (value as Association[]).some(isMatch)])
  }
  return tests
}

function rated({ min_rating, has_rating }: VideoFilter): [IndexedColumn, ValueTest][] {
  const tests: [IndexedColumn, ValueTest][] = []
  const isBetween = (least: number) => (value: unknown) => typeof value === 'number' && value >= least && value <= 5
  if (min_rating !== undefined) tests.push(['rating', isBetween(min_rating)])
  if (has_rating !== undefined) tests.push(['rating', has_rating ? isBetween(1) : (value) => value === null])
  return tests
}

function tagged({ tags, any_tags, has_tags }: VideoFilter): [IndexedColumn, ValueTest][] {
  const tests: [IndexedColumn, ValueTest][] = []
  const [all, any] = [tags?.map(tagKey), any_tags?.map(tagKey)]
  if (all) tests.push(['tags', (value) => all.every((key) => (value as string[]).includes(key))])
  if (any) tests.push(['tags', (value) => any.some((key) => (value as string[]).includes(key))])
  if (has_tags !== undefined) tests.push(['tags', (value) => (value as string[]).length > 0 === has_tags])
  return tests
}
