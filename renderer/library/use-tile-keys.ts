import { type Key, useMemo } from 'react'
import type { ShownRow } from '../components/grid/use-grid-rows.ts'

/** Returns the React key of the tile of a rank, and of the row that begins with it. */
export type KeyOf = (rank: number) => Key

/**
 * Returns the keys of the tiles of a list. The first tiles of a list take the keys of those in the same places of the
 * list before, so that React updates their elements: creating them anew takes most of the time in which a search is
 * drawn. Within a list, a take keeps its key, and so its element, wherever it is.
 */
export function useTileKeys(list: string, rows: readonly ShownRow[]): KeyOf {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys of a list are given once, for its first rows
  const keys = useMemo(() => keysOf(rows), [list])
  return (rank) => keys.get(rank) ?? rank
}

/** Returns a key for each tile in these rows, by its place. */
function keysOf(rows: readonly ShownRow[]): ReadonlyMap<number, string> {
  return new Map(rows.flatMap(({ tiles }, row) => tiles.map(({ rank }, position) => [rank, `${row}.${position}`])))
}
