import { type Key, useMemo } from 'react'
import { type GridLayout, tilesOf } from '../components/grid/grid-layout.ts'

/** Returns the React key of the tile of a rank, and of the row that begins with it. */
export type KeyOf = (rank: number) => Key

/**
 * Returns the keys of the tiles of a list. The first tiles of a list take the keys of those in the same places of the
 * list before, so that React updates their elements: creating them anew takes most of the time in which a search is
 * drawn. Within a list, a take keeps its key, and so its element, wherever it is.
 */
export function useTileKeys(list: string, layout: GridLayout, rows: readonly { index: number }[]): KeyOf {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys of a list are given once, for its first rows
  const keys = useMemo(() => keysOf(layout, rows), [list])
  return (rank) => keys.get(rank) ?? rank
}

/** Returns a key for each tile in these rows, by its place. */
function keysOf(layout: GridLayout, rows: readonly { index: number }[]): ReadonlyMap<number, string> {
  return new Map(
    rows.flatMap(({ index }, row) => tilesOf(layout, index).map(({ rank }, position) => [rank, `${row}.${position}`])),
  )
}
