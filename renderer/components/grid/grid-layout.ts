import { type JustifiedRow, type JustifyOptions, justifyRows } from '../../../shared/justified-rows.ts'
import { type Section, sectionOfRank, sectionsOf, windowsOf } from './rank-windows.ts'

export const tileGap = 8

export interface GridTile {
  rank: number
  x: number
  width: number
}

/**
 * Rows of the whole library. There are tens of thousands of them, and a new layout for each window that is loaded, so
 * numbers are in typed arrays, layouts share unchanged rows, and ranks of tiles are computed on demand.
 */
export interface GridLayout {
  total: number
  rows: readonly JustifiedRow[]
  /** Offset of each row from the top of the grid, in pixels. */
  tops: Float64Array
  /** End of the section of each row, as a rank. */
  ends: Uint32Array
  /** Index of the first row of each section. */
  sectionRows: readonly number[]
}

/** Returns the aspect ratios in a window, oldest first; undefined if the window is not loaded. */
export type RatiosOf = (window: number) => readonly number[] | undefined

type Size = Pick<JustifyOptions, 'width' | 'targetHeight'>

interface CachedSection {
  ratios: readonly (readonly number[] | undefined)[]
  end: number
  rows: JustifiedRow[]
}

const plainRatio = 16 / 9

/**
 * Creates a function that lays the library out, section by section (see windows). Sections that are not loaded get
 * tiles of 16:9, so that the view can scroll to them, and are laid out again once they are loaded. Unchanged sections
 * keep their rows.
 */
export function createGridLayout(size: Size): (total: number, ratiosOf: RatiosOf) => GridLayout {
  const cache = new Map<number, CachedSection>()
  const plain = new Map<string, JustifiedRow[]>()

  const plainRows = (section: Section, ragged: boolean) => {
    const count = section.end - section.first
    const key = `${count} ${ragged}`
    const rows = plain.get(key) ?? justifyRows(new Array(count).fill(plainRatio), { ...size, gap: tileGap, ragged })
    plain.set(key, rows)
    return rows
  }

  const rowsOf = (section: Section, ratiosOf: RatiosOf): JustifiedRow[] => {
    const parts = windowsOf(section.first, section.end).map(ratiosOf)
    const ragged = section.first === 0
    if (parts.some((part) => part === undefined)) return plainRows(section, ragged)
    const known = cache.get(section.first)
    if (known && known.end === section.end && known.ratios.every((part, index) => part === parts[index]))
      return known.rows
    const ratios = Array.from({ length: section.end - section.first }, () => plainRatio)
    for (const [index, ratio] of parts.flatMap((part) => part ?? []).entries())
      if (index < ratios.length) ratios[ratios.length - 1 - index] = ratio
    const rows = justifyRows(ratios, { ...size, gap: tileGap, ragged })
    cache.set(section.first, { ratios: parts, end: section.end, rows })
    return rows
  }

  return (total, ratiosOf) => {
    const sections = sectionsOf(total)
    const rowsBySection = sections.map((section) => rowsOf(section, ratiosOf))
    const rows = rowsBySection.flat()
    const tops = new Float64Array(rows.length)
    const ends = new Uint32Array(rows.length)
    const sectionRows: number[] = []
    let index = 0
    let top = 0
    for (const [place, section] of sections.entries()) {
      sectionRows.push(index)
      for (const row of rowsBySection[place] ?? []) {
        tops[index] = top
        ends[index] = section.end
        top += row.height + tileGap
        index += 1
      }
    }
    return { total, rows, tops, ends, sectionRows }
  }
}

/** Returns the tiles of a row, from left to right. */
export function tilesOf({ rows, ends }: GridLayout, row: number): GridTile[] {
  const end = ends[row] ?? 0
  return rows[row]?.tiles.map(({ index, x, width }) => ({ rank: end - 1 - index, x, width })) ?? []
}

/** Returns the rank at the left end of a row, which is its newest take. */
export function newestInRow({ rows, ends }: GridLayout, row: number): number | undefined {
  const tile = rows[row]?.tiles[0]
  return tile && (ends[row] ?? 0) - 1 - tile.index
}

/** Returns the rank at the right end of a row, which is its oldest take. */
export function oldestInRow({ rows, ends }: GridLayout, row: number): number | undefined {
  const tile = rows[row]?.tiles.at(-1)
  return tile && (ends[row] ?? 0) - 1 - tile.index
}

/** Returns the index of the row that shows a rank. */
export function rowOfRank(layout: GridLayout, rank: number): number {
  let row = layout.sectionRows[sectionOfRank(rank, layout.total)] ?? 0
  while (row < layout.rows.length - 1 && (oldestInRow(layout, row) ?? 0) > rank) row += 1
  return row
}

/** Returns the index of the row at an offset in pixels from the top of the grid. */
export function rowAtOffset({ rows, tops }: GridLayout, offset: number): number {
  let low = 0
  let high = rows.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tops[middle + 1] ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return Math.max(0, low)
}

/**
 * Returns the rank in another row that is above or below the middle of the tile of `rank`: the target of an arrow key.
 */
export function rankInRow(layout: GridLayout, rank: number, row: number): number {
  const from = tilesOf(layout, rowOfRank(layout, rank)).find((tile) => tile.rank === rank)
  if (!from) return rank
  const middle = ({ x, width }: GridTile) => x + width / 2
  const distance = (tile: GridTile) => Math.abs(middle(tile) - middle(from))
  const tiles = tilesOf(layout, Math.min(layout.rows.length - 1, Math.max(0, row)))
  return tiles.reduce((best, tile) => (distance(tile) < distance(best) ? tile : best), tiles[0] ?? from).rank
}

/**
 * Returns the ranks in a range of rows: `first` the oldest, `end` the one after the newest. Undefined if there are
 * none.
 */
export function ranksInRows(
  layout: GridLayout,
  firstRow: number | undefined,
  lastRow: number | undefined,
): { first: number; end: number } | undefined {
  const newest = firstRow === undefined ? undefined : newestInRow(layout, firstRow)
  const oldest = lastRow === undefined ? undefined : oldestInRow(layout, lastRow)
  return newest === undefined || oldest === undefined ? undefined : { first: oldest, end: newest + 1 }
}
