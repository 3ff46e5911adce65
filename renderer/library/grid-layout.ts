import { type JustifiedRow, type JustifyOptions, justifyRows } from '../../shared/justified-rows.ts'
import { type Section, sectionOfRank, sectionsOf, windowsOf } from './windows.ts'

export const tileGap = 8

export interface GridTile {
  rank: number
  x: number
  width: number
}

export interface GridRow {
  /** Pixels, without the gap below. */
  height: number
  /** Pixels from the top of the grid. */
  top: number
  tiles: GridTile[]
}

export interface GridLayout {
  rows: GridRow[]
  total: number
  /** Index of the first row of each section. */
  sectionRows: number[]
}

/** Ratios of the takes of a window that was read, oldest first; undefined for one that was not. */
export type RatiosOf = (window: number) => readonly number[] | undefined

type Size = Pick<JustifyOptions, 'width' | 'targetHeight'>

interface CachedSection {
  parts: readonly (readonly number[] | undefined)[]
  end: number
  rows: JustifiedRow[]
}

const plainRatio = 16 / 9

/**
 * Lays the library out, section by section (see windows). What was not read yet stands as tiles of 16:9, so that its place can
 * be scrolled to and moved through; it is laid out again when it comes. Sections that did not change keep their rows.
 */
export function createGridLayout(size: Size): (total: number, ratiosOf: RatiosOf) => GridLayout {
  const cache = new Map<number, CachedSection>()
  const plain = new Map<number, JustifiedRow[]>()

  const plainRows = (section: Section, ragged: boolean) => {
    const count = section.end - section.first
    const rows = plain.get(count) ?? justifyRows(new Array(count).fill(plainRatio), { ...size, gap: tileGap, ragged })
    plain.set(count, rows)
    return rows
  }

  const rowsOf = (section: Section, ratiosOf: RatiosOf): JustifiedRow[] => {
    const parts = windowsOf(section.first, section.end).map(ratiosOf)
    const ragged = section.first === 0
    if (parts.some((part) => part === undefined)) return plainRows(section, ragged)
    const known = cache.get(section.first)
    if (known && known.end === section.end && known.parts.every((part, index) => part === parts[index]))
      return known.rows
    const ratios = Array.from({ length: section.end - section.first }, () => plainRatio)
    for (const [index, ratio] of parts.flatMap((part) => part ?? []).entries())
      if (index < ratios.length) ratios[ratios.length - 1 - index] = ratio
    const rows = justifyRows(ratios, { ...size, gap: tileGap, ragged })
    cache.set(section.first, { parts, end: section.end, rows })
    return rows
  }

  return (total, ratiosOf) => {
    const rows: GridRow[] = []
    const sectionRows: number[] = []
    let top = 0
    for (const section of sectionsOf(total)) {
      sectionRows.push(rows.length)
      for (const row of rowsOf(section, ratiosOf)) {
        const tiles = row.tiles.map(({ index, x, width }) => ({ rank: section.end - 1 - index, x, width }))
        rows.push({ height: row.height, top, tiles })
        top += row.height + tileGap
      }
    }
    return { rows, total, sectionRows }
  }
}

/** The index of the row that shows a rank. */
export function rowOfRank(layout: GridLayout, rank: number): number {
  let index = layout.sectionRows[sectionOfRank(rank, layout.total)] ?? 0
  while (index < layout.rows.length - 1 && (layout.rows[index]?.tiles.at(-1)?.rank ?? 0) > rank) index += 1
  return index
}

/** The index of the row at a distance in pixels from the top of the grid. */
export function rowAtOffset(layout: GridLayout, offset: number): number {
  let low = 0
  let high = layout.rows.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    const row = layout.rows[middle]
    if (row && row.top + row.height + tileGap <= offset) low = middle + 1
    else high = middle
  }
  return Math.max(0, low)
}

/** The rank in another row that lies under or over the middle of `rank`: where an arrow key goes. */
export function rankInRow(layout: GridLayout, rank: number, rowIndex: number): number {
  const from = layout.rows[rowOfRank(layout, rank)]?.tiles.find((tile) => tile.rank === rank)
  const row = layout.rows[Math.min(layout.rows.length - 1, Math.max(0, rowIndex))]
  if (!from || !row) return rank
  const middle = from.x + from.width / 2
  const nearest = row.tiles.reduce((best, tile) =>
    Math.abs(tile.x + tile.width / 2 - middle) < Math.abs(best.x + best.width / 2 - middle) ? tile : best,
  )
  return nearest.rank
}
