import { type GridLayout, newestInRow, rankInRow, rowAt, rowAtOffset, rowOfRank } from './grid-layout.ts'
import { passHidden } from './rank-groups.ts'

/** Key movements in one kind of view. Each function returns a rank, which may be outside of the list. */
export interface Moves {
  /** Returns the first item on screen, where keys start if no item has the focus. */
  here(): number
  sideways(rank: number, step: 1 | -1): number
  rows(rank: number, rows: number): number
  page(rank: number, direction: 1 | -1): number
  /** Returns the rank to stop at instead of one that is not shown. */
  pass(from: number, to: number): number
}

/** Returns the rank that a key moves to, which may be outside of the list; undefined for keys that do not move. */
function rankAfterKey(key: string, rank: number, total: number, moves: Moves): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return moves.sideways(rank, 1)
    case 'ArrowLeft':
      return moves.sideways(rank, -1)
    case 'ArrowDown':
      return moves.rows(rank, 1)
    case 'ArrowUp':
      return moves.rows(rank, -1)
    case 'PageDown':
      return moves.page(rank, 1)
    case 'PageUp':
      return moves.page(rank, -1)
    case 'Home':
      return total - 1
    case 'End':
      return 0
    default:
      return undefined
  }
}

/** Returns the rank that a key moves to from `focus`, the focused rank; undefined for keys that do not move. */
export function rankAfterMove(key: string, focus: number | null, total: number, moves: Moves): number | undefined {
  const from = focus === null ? moves.here() : Math.min(focus, total - 1)
  // Without a focus, an arrow selects the first item on screen.
  const to = focus === null && key.startsWith('Arrow') ? from : rankAfterKey(key, from, total, moves)
  return to === undefined ? undefined : moves.pass(from, Math.min(total - 1, Math.max(0, to)))
}

/** Returns the key movements in a grid in a view of a height in pixels; `offset` returns where it is scrolled to. */
export function gridMoves(layout: GridLayout, height: number, offset: () => number | undefined): Moves {
  return {
    here: () => newestInRow(layout, rowAtOffset(layout, offset() ?? 0)) ?? layout.total - 1,
    sideways: (rank, step) => rank - step,
    rows: (rank, rows) => rankInRow(layout, rank, rowOfRank(layout, rank) + rows),
    page: (rank, direction) => {
      const top = rowAt(layout, rowOfRank(layout, rank))?.top ?? 0
      return rankInRow(layout, rank, rowAtOffset(layout, Math.max(0, top + direction * height)))
    },
    pass: (from, to) => passHidden(layout.groups, from, to),
  }
}
