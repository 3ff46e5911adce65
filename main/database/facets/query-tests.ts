import type { Term } from '../../../shared/query/query.ts'
import { dateBounds, isWithin, numberBounds, shorterSide, textTest } from '../../../shared/query/query-values.ts'
import { type Condition, keyOf } from '../videos/query-tree.ts'
import type { FacetIndex } from './facet-index.ts'
import type { IndexedColumn } from './facet-rows.ts'
import type { Association, Generation, ValueTest } from './filter-tests.ts'

type Leaf = Condition & { is: 'leaf' }

/** The rowids of the videos that match a leaf which no column decides, in ascending order, by `keyOf` the leaf. */
export type FoundByLeaf = Readonly<Record<string, Float64Array>>

/** Returns those of `positions` whose videos match all conditions: the same as `sqlOfCondition`. */
export function passing(
  index: FacetIndex,
  conditions: readonly Condition[],
  positions: Uint32Array,
  found: FoundByLeaf,
): Uint32Array {
  let left = positions
  for (const condition of conditions) {
    const mask = maskOf(index, condition, left, found)
    const kept = new Uint32Array(left.length)
    let count = 0
    // Without a branch, which a processor would guess wrong for half of a million videos.
    for (let at = 0; at < mask.length; at++) {
      kept[count] = left[at] as number
      count += mask[at] as number
    }
    left = kept.subarray(0, count)
  }
  return left
}

/** Returns 1 for each of `positions` that matches, otherwise 0. */
function maskOf(index: FacetIndex, condition: Condition, positions: Uint32Array, found: FoundByLeaf): Uint8Array {
  if (condition.is === 'not') {
    const mask = maskOf(index, condition.part, positions, found)
    for (let at = 0; at < mask.length; at++) mask[at] = 1 - (mask[at] as number)
    return mask
  }
  if (condition.is === 'leaf') {
    const test = columnTestOf(condition)
    return test
      ? index.mask(positions, ...test)
      : index.rowidMask(positions, found[keyOf(condition)] ?? new Float64Array())
  }
  const [first, ...others] = condition.parts.map((part) => maskOf(index, part, positions, found))
  const mask = first ?? new Uint8Array(positions.length).fill(1)
  for (const other of others) {
    if (condition.is === 'all')
      for (let at = 0; at < mask.length; at++) mask[at] = (mask[at] as number) & (other[at] as number)
    else for (let at = 0; at < mask.length; at++) mask[at] = (mask[at] as number) | (other[at] as number)
  }
  return mask
}

/** Returns the column of the index that decides a leaf, and the test of its values; undefined if none does. */
export function columnTestOf({ terms }: Leaf): [IndexedColumn, ValueTest] | undefined {
  const [term] = terms
  switch (term?.is) {
    case 'text':
      return term.field === 'node' || term.field === 'workflow' ? associationTest(terms) : textColumn(term)
    case 'number':
      return numberColumn(term)
    case 'date': {
      const bounds = dateBounds(term, Date.now())
      return ['day', (value) => typeof value === 'string' && isWithin(value, bounds)]
    }
    case 'choice':
      return term.field === 'role' ? associationTest(terms) : term.field === 'has' ? hasColumns[term.value] : undefined
    default:
      return undefined
  }
}

const isName = (value: unknown) => typeof value === 'string' && value !== ''

const hasColumns: Record<string, [IndexedColumn, ValueTest]> = {
  generation: ['generation', (value) => value !== null],
  model: ['generation', (value) => isName((value as Generation)?.[1])],
  codec: ['codec', isName],
  rating: ['rating', (value) => typeof value === 'number' && value >= 1 && value <= 5],
  tag: ['tags', (value) => (value as string[]).length > 0],
  workflow: ['associations', (value) => (value as Association[]).length > 0],
  sound: ['sound', (value) => value === 1],
}

function textColumn(term: Term & { is: 'text' }): [IndexedColumn, ValueTest] | undefined {
  const test = textTest(term)
  switch (term.field) {
    case 'source':
      return ['source_type', test]
    case 'codec':
      return ['codec', test]
    case 'ratio':
      return ['aspect_ratio', test]
    case 'res':
      return ['resolution', test]
    case 'provider':
      return ['generation', (value) => test((value as Generation)?.[0])]
    case 'model':
      return ['generation', (value) => test((value as Generation)?.[1])]
    case 'lora':
      return ['loras', (value) => value !== null && (value as unknown[]).some(test)]
    case 'tag':
      return ['tags', (value) => (value as string[]).some(test)]
    default:
      return undefined
  }
}

const numberColumns = { rating: 'rating', fps: 'fps', dur: 'duration' } as const

function numberColumn(term: Term & { is: 'number' }): [IndexedColumn, ValueTest] | undefined {
  const bounds = numberBounds(term)
  if (term.field === 'size') return undefined
  if (term.field === 'res') return ['resolution', (value) => isWithin(shorterSide(value), bounds)]
  return [numberColumns[term.field], (value) => typeof value === 'number' && isWithin(value, bounds)]
}

/** The names of workflows are not in the index. */
function associationTest(terms: readonly Term[]): [IndexedColumn, ValueTest] | undefined {
  const tests: ((association: Association) => boolean)[] = []
  for (const term of terms) {
    if (term.is === 'choice') tests.push(([, , role]) => role === term.value)
    else if (term.is === 'text' && term.field === 'node') {
      const test = textTest(term)
      tests.push(([, node]) => test(node))
    } else return undefined
  }
  return ['associations', (value) => (value as Association[]).some((one) => tests.every((test) => test(one)))]
}
