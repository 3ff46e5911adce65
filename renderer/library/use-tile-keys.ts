import { type Key, useState } from 'react'
import { type GridLayout, tilesOf } from '../components/grid/grid-layout.ts'

/** Returns the React key of the tile of a rank, and of the row that begins with it. */
export type KeyOf = (rank: number) => Key

/**
 * Returns the keys of the tiles of a list. The first tiles of a list take the keys of those in the same places of the
 * list before, so that React updates their elements: creating them anew takes most of the time in which a search is
 * drawn. Within a list, a take keeps its key, and so its element, wherever it is.
 */
export function useTileKeys(list: string, layout: GridLayout, rows: readonly { index: number }[]): KeyOf {
  const [known, setKnown] = useState(() => ({ list, keys: keysOf(layout, rows) }))
  const now = known.list === list ? known : { list, keys: keysOf(layout, rows) }
  if (now !== known) setKnown(now)
  return (rank) => now.keys.get(rank) ?? rank
}

/** Returns a key for each tile in these rows, by its place. */
function keysOf(layout: GridLayout, rows: readonly { index: number }[]): ReadonlyMap<number, string> {
  return new Map(
    rows.flatMap(({ index }, row) => tilesOf(layout, index).map(({ rank }, position) => [rank, `${row}.${position}`])),
  )
}
