import { type IndexedColumn, type IndexedRow, indexedColumns } from './facet-rows.ts'
import type { ValueTest } from './filter-tests.ts'

type Indexes = Uint8Array | Uint16Array | Uint32Array

/** The distinct values of a column, and for each video the index of its value, in as few bytes as these need. */
interface Column {
  values: unknown[]
  indexOf: Map<unknown, number>
  indexes: Indexes
}

const listColumns: readonly IndexedColumn[] = ['generation', 'associations', 'loras', 'tags']

/**
 * Values of all videos by column, for counting: it reads one to four bytes per video and column, where SQLite reads
 * pages of several tables. A list, as the tags of a video, is one value. Videos have a position in the order of their
 * rowids; one that was removed keeps it.
 */
export class FacetIndex {
  #size = 0
  #rowids: Float64Array
  #isPresent: Uint8Array
  #sizes: Float64Array
  readonly #columns: ReadonlyMap<IndexedColumn, Column>

  /** Creates an index without videos; it has room for about `expected` before it has to grow. */
  constructor(expected = 0) {
    const length = expected + 1024
    this.#rowids = new Float64Array(length)
    this.#isPresent = new Uint8Array(length)
    this.#sizes = new Float64Array(length)
    this.#columns = new Map(
      indexedColumns.map((name) => [name, { values: [], indexOf: new Map(), indexes: new Uint8Array(length) }]),
    )
  }

  /** Adds a video, or replaces its values. Returns false if it has no position: its rowid is new and not the last. */
  set([rowid, size, ...values]: IndexedRow): boolean {
    const position = this.#positionFor(rowid)
    if (position === undefined) return false
    this.#isPresent[position] = 1
    this.#sizes[position] = size
    for (const [at, [name, column]] of [...this.#columns].entries()) {
      const index = indexOfValue(column, values[at], listColumns.includes(name))
      if (index >= 2 ** (8 * column.indexes.BYTES_PER_ELEMENT)) column.indexes = widened(column.indexes)
      column.indexes[position] = index
    }
    return true
  }

  /** Removes a video, if there is one with this rowid. */
  remove(rowid: number): void {
    const position = this.#search(rowid)
    if (position < this.#size && this.#rowids[position] === rowid) this.#isPresent[position] = 0
  }

  /** Returns the positions of all videos, or of those among `rowids`, which ascend. */
  positions(rowids?: Float64Array): Uint32Array {
    if (!rowids) return this.#allPositions()
    const positions = new Uint32Array(rowids.length)
    let count = 0
    let position = 0
    for (const rowid of rowids) {
      while (position < this.#size && (this.#rowids[position] ?? 0) < rowid) position++
      if (position >= this.#size) break
      if (this.#isPresent[position] === 1 && this.#rowids[position] === rowid) positions[count++] = position
    }
    return positions.subarray(0, count)
  }

  #allPositions(): Uint32Array {
    const positions = new Uint32Array(this.#size)
    const isPresent = this.#isPresent
    let count = 0
    for (let position = 0; position < positions.length; position++) {
      positions[count] = position
      count += isPresent[position] as number
    }
    return positions.subarray(0, count)
  }

  /** Returns those of `positions` whose videos pass all tests. */
  matching(positions: Uint32Array, tests: readonly [IndexedColumn, ValueTest][]): Uint32Array {
    let matching = positions
    for (const [name, test] of tests) {
      const { values, indexes } = this.#column(name)
      const passes = Uint8Array.from(values, (value) => (test(value) ? 1 : 0))
      const passing = new Uint32Array(matching.length)
      let count = 0
      for (const position of matching) if (passes[indexes[position] as number] === 1) passing[count++] = position
      matching = passing.subarray(0, count)
    }
    return matching
  }

  /** Returns 1 for each of `positions` whose video passes a test, otherwise 0. */
  mask(positions: Uint32Array, name: IndexedColumn, test: ValueTest): Uint8Array {
    const { values, indexes } = this.#column(name)
    const passes = Uint8Array.from(values, (value) => (test(value) ? 1 : 0))
    const mask = new Uint8Array(positions.length)
    for (let at = 0; at < mask.length; at++) mask[at] = passes[indexes[positions[at] as number] as number] as number
    return mask
  }

  /** Returns 1 for each of `positions` whose video is among `rowids`, otherwise 0; both ascend. */
  rowidMask(positions: Uint32Array, rowids: Float64Array): Uint8Array {
    const mask = new Uint8Array(positions.length)
    let next = 0
    for (let at = 0; at < mask.length; at++) {
      const rowid = this.#rowids[positions[at] as number] as number
      while (next < rowids.length && (rowids[next] as number) < rowid) next++
      if (rowids[next] === rowid) mask[at] = 1
    }
    return mask
  }

  /** Returns the rowids of the videos at `positions`. */
  rowidsAt(positions: Uint32Array): number[] {
    return Array.from(positions, (position) => this.#rowids[position] as number)
  }

  /** Returns how many videos at `positions` have each value of a column. */
  countValues(positions: Uint32Array, name: IndexedColumn): [value: unknown, count: number][] {
    const { values, indexes } = this.#column(name)
    const counts = new Uint32Array(values.length)
    for (const position of positions) {
      const index = indexes[position] as number
      counts[index] = (counts[index] as number) + 1
    }
    return values
      .map((value, index) => [value, counts[index] as number] as [value: unknown, count: number])
      .filter(([, count]) => count > 0)
  }

  /** Returns how many videos have each value of a column, and the size of these in bytes. */
  sumValues(name: IndexedColumn): [value: unknown, count: number, size_bytes: number][] {
    const { values, indexes } = this.#column(name)
    const [counts, sizes] = [new Uint32Array(values.length), new Float64Array(values.length)]
    for (const position of this.#allPositions()) {
      const index = indexes[position] as number
      counts[index] = (counts[index] as number) + 1
      sizes[index] = (sizes[index] as number) + (this.#sizes[position] as number)
    }
    return values
      .map((value, index) => [value, counts[index], sizes[index]] as [unknown, number, number])
      .filter(([, count]) => count > 0)
  }

  /** Returns the runs of equal values of a column at `positions`, in their order. */
  countRuns(positions: Uint32Array, name: IndexedColumn): [value: unknown, count: number][] {
    const { values, indexes } = this.#column(name)
    const runs: [value: unknown, count: number][] = []
    let [last, count] = [-1, 0]
    for (const position of positions) {
      const index = indexes[position] as number
      if (index !== last && count > 0) runs.push([values[last], count])
      count = index === last ? count + 1 : 1
      last = index
    }
    return count > 0 ? [...runs, [values[last], count]] : runs
  }

  #column(name: IndexedColumn): Column {
    return this.#columns.get(name) as Column
  }

  #positionFor(rowid: number): number | undefined {
    if (this.#size > 0 && rowid <= (this.#rowids[this.#size - 1] ?? 0)) {
      const position = this.#search(rowid)
      return this.#rowids[position] === rowid ? position : undefined
    }
    if (this.#size === this.#rowids.length) this.#grow()
    this.#rowids[this.#size] = rowid
    return this.#size++
  }

  /** Returns the first position whose rowid is not smaller. */
  #search(rowid: number): number {
    let [low, high] = [0, this.#size]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#rowids[middle] ?? 0) < rowid) low = middle + 1
      else high = middle
    }
    return low
  }

  #grow(): void {
    const length = this.#rowids.length * 2
    this.#rowids = resized(this.#rowids, new Float64Array(length))
    this.#isPresent = resized(this.#isPresent, new Uint8Array(length))
    this.#sizes = resized(this.#sizes, new Float64Array(length))
    for (const column of this.#columns.values())
      column.indexes = resized(column.indexes, newIndexes(column.indexes.BYTES_PER_ELEMENT, length))
  }
}

/** Returns the same indexes in elements of twice the width. */
function widened(indexes: Indexes): Indexes {
  return resized(indexes, newIndexes(indexes.BYTES_PER_ELEMENT * 2, indexes.length))
}

function newIndexes(bytes: number, length: number): Indexes {
  return bytes === 1 ? new Uint8Array(length) : bytes === 2 ? new Uint16Array(length) : new Uint32Array(length)
}

function resized<Numbers extends Float64Array | Indexes>(from: Numbers, to: Numbers): Numbers {
  to.set(from)
  return to
}

function indexOfValue({ values, indexOf }: Column, value: unknown, isList: boolean): number {
  const known = indexOf.get(value)
  if (known !== undefined) return known
  values.push(isList && value !== null ? JSON.parse(String(value)) : value)
  indexOf.set(value, values.length - 1)
  return values.length - 1
}
