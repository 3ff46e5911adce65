import { isAbsolute, join, normalize } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import type { Row } from '../../database/adopt/columns.ts'
import type { BundledTable } from '../../database/bundles/bundled-tables.ts'

/** The ids that rows of a bundle get in the library. An id that is in no map stays. */
export interface Ids {
  video: Map<string, string>
  image: Map<string, string>
  collection: Map<string, string>
  definition: Map<unknown, number>
  /** Ids of takes and images of the bundle that could not be imported. */
  leftOut: Set<string>
  /** Runs that the library did not have. */
  newRuns: Set<unknown>
}

/** Returns maps without any id. */
export function noIds(): Ids {
  return {
    video: new Map(),
    image: new Map(),
    collection: new Map(),
    definition: new Map(),
    leftOut: new Set(),
    newRuns: new Set(),
  }
}

/**
 * Returns a row of a bundle as it is in the library: with its ids, and the paths of its folder. Undefined if it belongs
 * to a take or an image that could not be imported.
 */
export function translate(folder: string, table: BundledTable, row: Row, ids: Ids): Row | undefined {
  const changed: Row = { ...row }
  for (const column of table.omit ?? []) delete changed[column]
  for (const [column, kind] of Object.entries(table.ids ?? {})) {
    const id = row[column]
    if (typeof id !== 'string') continue
    if (ids.leftOut.has(id)) return undefined
    changed[column] = ids[kind].get(id) ?? id
  }
  for (const column of Object.keys(table.paths ?? {})) {
    const path = row[column]
    if (typeof path === 'string') changed[column] = isAbsolute(path) ? normalize(path) : join(folder, path)
  }
  if (table.name === 'definitions') delete changed.id
  if (table.name === 'executed_definitions') changed.definition_id = ids.definition.get(row.definition_id) ?? null
  return changed
}

/** Returns a new id for a row whose own is taken by another content. */
export function freeId(row: Row, column: 'id' | 'Id'): string {
  return column === 'id' ? uuidv7() : `${String(row.Id)}-${String(row.file_hash).slice(0, 8)}`
}

const mostRows = 500
const mostBytes = 4 * 2 ** 20

/** Groups rows into batches of a bounded size, in which no two have the same key. */
export async function* inBatches<Item>(
  items: AsyncIterable<Item>,
  describe: (item: Item) => { key: string; bytes: number },
): AsyncGenerator<Item[]> {
  let batch: Item[] = []
  let keys = new Set<string>()
  let size = 0
  for await (const item of items) {
    const { key, bytes } = describe(item)
    if (batch.length > 0 && (keys.has(key) || batch.length >= mostRows || size + bytes > mostBytes)) {
      yield batch
      batch = []
      keys = new Set()
      size = 0
    }
    batch.push(item)
    keys.add(key)
    size += bytes
  }
  if (batch.length > 0) yield batch
}

/** Returns about how many bytes a row has. */
export function sizeOfRow(row: Row): number {
  return Object.values(row).reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 100), 0)
}
