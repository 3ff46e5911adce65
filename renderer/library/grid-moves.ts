import { type GridLayout, newestInRow, rankInRow, rowAtOffset, rowOfRank } from './grid-layout.ts'

/** Where keys lead in one kind of view: the rank from another, one row or one page on. */
export interface Moves {
  /** The first take in sight: where keys begin when nothing was chosen yet. */
  here(): number
  sideways(rank: number, step: 1 | -1): number
  rows(rank: number, rows: number): number
  page(rank: number, direction: 1 | -1): number
}

/** The rank that a key leads to in a list of `total`; it may lie outside. Undefined for keys that do not move. */
export function rankAfterKey(key: string, rank: number, total: number, moves: Moves): number | undefined {
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

/** Where keys lead in a grid; `scroller` is what its rows scroll in. */
export function gridMoves(layout: GridLayout, scroller: () => HTMLElement | null): Moves {
  return {
    here: () => newestInRow(layout, rowAtOffset(layout, scroller()?.scrollTop ?? 0)) ?? layout.total - 1,
    sideways: (rank, step) => rank - step,
    rows: (rank, rows) => rankInRow(layout, rank, rowOfRank(layout, rank) + rows),
    page: (rank, direction) => {
      const top = layout.tops[rowOfRank(layout, rank)] ?? 0
      return rankInRow(
        layout,
        rank,
        rowAtOffset(layout, Math.max(0, top + direction * (scroller()?.clientHeight ?? 0))),
      )
    },
  }
}
