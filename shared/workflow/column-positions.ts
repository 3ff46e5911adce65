import { columnsOf, meanOf, type Neighbours, orderColumns, reversed, withoutCycles } from './columns.ts'
import type { Position } from './graph.ts'

export interface Size {
  /** Pixels. */
  width: number
  /** Pixels. */
  height: number
}

/** Pixels between columns, where the lines run, and between the nodes of a column. */
export const gap = { x: 96, y: 32 }

/**
 * Positions nodes of these sizes in columns, from left to right along their edges. Each node is as near to the height
 * of its sources as its column allows. The top of the uppermost node is 0, the bottom of the lowest is `height`. A
 * column of more than `tallest` nodes is split into several, about as many as each then has nodes.
 */
export function positionColumns(
  sizes: readonly Size[],
  edges: Neighbours,
  tallest = Number.POSITIVE_INFINITY,
): { positions: Position[]; height: number } {
  const acyclic = withoutCycles(edges)
  const before = reversed(acyclic.after)
  const middles = new Float64Array(sizes.length)
  const lefts = new Float64Array(sizes.length)
  let left = 0
  const ordered = orderColumns(columnsOf(acyclic), acyclic.after)
  for (const column of ordered.flatMap((all) => split(all, tallest))) {
    stack(column, sizes, before, middles)
    let width = 0
    for (const node of column) {
      lefts[node] = left
      width = Math.max(width, sizes[node]?.width ?? 0)
    }
    left += width + gap.x
  }
  const tops = sizes.map(({ height }, node) => (middles[node] ?? 0) - height / 2)
  const highest = tops.reduce((least, top) => Math.min(least, top), Number.POSITIVE_INFINITY)
  return {
    positions: tops.map((top, node) => ({ x: lefts[node] ?? 0, y: top - highest })),
    height: tops.reduce((most, top, node) => Math.max(most, top - highest + (sizes[node]?.height ?? 0)), 0),
  }
}

/** Splits row by row, so that nodes keep their height. */
function split(column: number[], tallest: number): number[][] {
  if (column.length <= tallest) return [column]
  const parts = Math.ceil(column.length / Math.max(tallest, Math.sqrt(column.length)))
  return Array.from({ length: parts }, (_, part) => column.filter((_node, index) => index % parts === part))
}

/**
 * Sets the middles of a column's nodes: pushes them down from their preferred heights until none overlap, then shifts
 * the column back.
 */
function stack(column: number[], sizes: readonly Size[], before: Neighbours, middles: Float64Array): void {
  const preferred = preferredHeights(column.map((node) => meanOf(before[node] ?? [], middles)))
  let bottom = Number.NEGATIVE_INFINITY
  let excess = 0
  for (const [row, node] of column.entries()) {
    const half = (sizes[node]?.height ?? 0) / 2
    const wish = preferred[row] ?? 0
    const middle = Math.max(wish, bottom + gap.y + half)
    middles[node] = middle
    bottom = middle + half
    excess += middle - wish
  }
  for (const node of column) middles[node] = (middles[node] ?? 0) - excess / column.length
}

/** Fills in the height of nodes without sources: that of the next one below, or else above. */
function preferredHeights(wishes: (number | undefined)[]): number[] {
  let known: number | undefined
  for (let row = wishes.length - 1; row >= 0; row -= 1) {
    known = wishes[row] ?? known
    wishes[row] = known
  }
  return wishes.map((wish) => {
    known = wish ?? known
    return known ?? 0
  })
}

/** Positions nodes of these sizes in a block with about as many rows as columns, from 0, 0 to the right and down. */
export function positionBlock(sizes: readonly Size[]): Position[] {
  const perRow = Math.ceil(Math.sqrt(sizes.length))
  const width = sizes.reduce((most, size) => Math.max(most, size.width), 0)
  let [top, rowHeight] = [0, 0]
  return sizes.map(({ height }, index) => {
    if (index > 0 && index % perRow === 0) {
      top += rowHeight + gap.y
      rowHeight = 0
    }
    rowHeight = Math.max(rowHeight, height)
    return { x: (index % perRow) * (width + gap.x), y: top }
  })
}
