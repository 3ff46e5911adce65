import { type JustifiedRow, type JustifyOptions, justifyRows } from '../../../shared/justified-rows.ts'
import type { RankGroup } from './rank-groups.ts'
import { indexOfRank, type Section, sectionsOf, windowSize, windowsOf } from './rank-windows.ts'

export const tileGap = 8

export interface GridTile {
  rank: number
  x: number
  width: number
}

/**
 * Rows of the whole library. There are hundreds of thousands of them, and a new layout for each window that is loaded,
 * so numbers are in typed arrays, layouts share unchanged rows, and ranks of tiles are computed on demand.
 */
export interface GridLayout {
  total: number
  /** Rows of tiles; the heading of a group is a row without tiles. */
  rows: readonly JustifiedRow[]
  /** Offset of each row from the top of the grid, in pixels. */
  tops: Float64Array
  /** End of the section of each row, as a rank; of a heading, that of its group. */
  ends: Uint32Array
  /** Sections and collapsed groups, newest first. Together they have every rank. */
  blocks: readonly Block[]
  /** Groups with the rows of their headings, newest first; none if the list is not grouped. */
  groups: readonly (RankGroup & Block)[]
}

/** Ranks that are laid out together, with the index of their first row. */
interface Block extends Section {
  row: number
}

/** Returns the aspect ratios in a window, oldest first; undefined if the window is not loaded. */
export type RatiosOf = (window: number) => readonly number[] | undefined

type Size = Pick<JustifyOptions, 'width' | 'targetHeight'>

interface CachedSection {
  ratios: readonly (readonly number[] | undefined)[]
  end: number
  ragged: boolean
  rows: JustifiedRow[]
}

const plainRatio = 16 / 9

const headingRow: JustifiedRow = { height: 36, tiles: [] }

/**
 * Creates a function that lays the library out, section by section (see windows), with a heading before each group.
 * Sections that are not loaded get tiles of 16:9, so that the view can scroll to them, and are laid out again once they
 * are loaded. Unchanged sections keep their rows.
 */
export function createGridLayout(size: Size) {
  const cache = new Map<number, CachedSection>()
  const plain = { ragged: new Map<number, JustifiedRow[]>(), full: new Map<number, JustifiedRow[]>() }

  const plainRows = ({ first, end }: Section, ragged: boolean) => {
    const [known, count] = [plain[ragged ? 'ragged' : 'full'], end - first]
    const rows = known.get(count) ?? justifyRows(new Array(count).fill(plainRatio), { ...size, gap: tileGap, ragged })
    known.set(count, rows)
    return rows
  }

  const rowsOf = ({ first, end }: Section, ratiosOf: RatiosOf, ragged: boolean): JustifiedRow[] => {
    if (!isLoaded({ first, end }, ratiosOf)) return plainRows({ first, end }, ragged)
    const windows = windowsOf(first, end)
    const parts = windows.map(ratiosOf)
    const known = cache.get(first)
    const isKnown = known?.end === end && known.ragged === ragged
    if (isKnown && known.ratios.every((part, index) => part === parts[index])) return known.rows
    const ratios = Array.from({ length: end - first }, (_, index) => {
      const rank = end - 1 - index
      return parts[Math.floor(rank / windowSize) - (windows[0] ?? 0)]?.[rank % windowSize] ?? plainRatio
    })
    const rows = justifyRows(ratios, { ...size, gap: tileGap, ragged })
    cache.set(first, { ratios: parts, end, ragged, rows })
    return rows
  }

  return (total: number, ratiosOf: RatiosOf, groups: readonly RankGroup[] = []): GridLayout => {
    const [runs, blocks]: [RowRun[], Block[]] = [[], []]
    let count = 0
    const add = ({ end }: Section, rows: readonly JustifiedRow[]) => {
      runs.push({ end, rows })
      count += rows.length
    }
    const addSections = ({ first, end }: Section) => {
      for (const section of sectionsOf(end, first)) {
        blocks.push({ first: section.first, end: section.end, row: count })
        add(section, rowsOf(section, ratiosOf, section.first === first))
      }
    }
    const placed = groups.map((group) => {
      const row = count
      add(group, [headingRow])
      if (group.isCollapsed) blocks.push({ first: group.first, end: group.end, row })
      else addSections(group)
      return { ...group, row }
    })
    if (groups.length === 0) addSections({ first: 0, end: total })
    return { total, ...joinRuns(runs, count), blocks, groups: placed }
  }
}

/** Returns whether the takes of a section are loaded. Asked for each section, of which few are: allocates nothing. */
function isLoaded({ first, end }: Section, ratiosOf: RatiosOf): boolean {
  for (let rank = first; rank < end; rank += windowSize - (rank % windowSize))
    if (ratiosOf(Math.floor(rank / windowSize)) === undefined) return false
  return true
}

/** Consecutive rows of one section or heading; `end` as in `GridLayout.ends`. */
interface RowRun {
  end: number
  rows: readonly JustifiedRow[]
}

/** Joins runs that have `count` rows together. Loops by index, because iterators cost several times as much here. */
function joinRuns(runs: readonly RowRun[], count: number): Pick<GridLayout, 'rows' | 'tops' | 'ends'> {
  const rows = new Array<JustifiedRow>(count)
  const [tops, ends] = [new Float64Array(count), new Uint32Array(count)]
  let [index, top] = [0, 0]
  for (const run of runs) {
    ends.fill(run.end, index, index + run.rows.length)
    for (let inRun = 0; inRun < run.rows.length; inRun++) {
      const row = run.rows[inRun] ?? headingRow
      rows[index] = row
      tops[index] = top
      top += row.height + tileGap
      index += 1
    }
  }
  return { rows, tops, ends }
}

/** Returns the tiles of a row, from left to right; none in a heading. */
export function tilesOf({ rows, ends }: GridLayout, row: number): GridTile[] {
  const end = ends[row] ?? 0
  return rows[row]?.tiles.map(({ index, x, width }) => ({ rank: end - 1 - index, x, width })) ?? []
}

/** Returns the rank at the left end of a row, which is its newest take; of a heading, the newest of its group. */
export function newestInRow({ rows, ends }: GridLayout, row: number): number | undefined {
  const found = rows[row]
  return found && (ends[row] ?? 0) - 1 - (found.tiles[0]?.index ?? 0)
}

/** Returns the rank at the right end of a row, which is its oldest take. */
function oldestInRow({ rows, ends }: GridLayout, row: number): number | undefined {
  const tile = rows[row]?.tiles.at(-1)
  return tile && (ends[row] ?? 0) - 1 - tile.index
}

/** Returns the index of the row that shows a rank: that of the heading in a collapsed group. */
export function rowOfRank(layout: GridLayout, rank: number): number {
  let row = layout.blocks[indexOfRank(layout.blocks, rank)]?.row ?? 0
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
 * Headings are passed over, except those of collapsed groups.
 */
export function rankInRow(layout: GridLayout, rank: number, row: number): number {
  const from = rowOfRank(layout, rank)
  const wanted = Math.min(layout.rows.length - 1, Math.max(0, row))
  const step = row < from ? -1 : 1
  const to = rowToStopAt(layout, wanted, step) ?? rowToStopAt(layout, wanted, -step) ?? from
  const middle = ({ x, width }: GridTile) => x + width / 2
  const tile = tilesOf(layout, from).find((one) => one.rank === rank)
  const distance = (other: GridTile) => Math.abs(middle(other) - (tile ? middle(tile) : 0))
  const [first, ...others] = tilesOf(layout, to)
  if (!first) return newestInRow(layout, to) ?? rank
  return others.reduce((best, other) => (distance(other) < distance(best) ? other : best), first).rank
}

/** Returns a row, or the next one by `step` that is no heading of an open group; undefined if there is none. */
function rowToStopAt({ rows, blocks, ends }: GridLayout, row: number, step: number): number | undefined {
  for (let index = row; index >= 0 && index < rows.length; index += step) {
    // The heading of a collapsed group is a block of its own.
    const isBlock = blocks[indexOfRank(blocks, (ends[index] ?? 0) - 1)]?.row === index
    if (isBlock || rows[index]?.tiles.length) return index
  }
  return undefined
}

/** Returns the windows to load for a range of rows, oldest first: those of whole sections. Undefined without rows. */
export function windowsInRows(
  { rows, blocks, ends }: GridLayout,
  firstRow: number | undefined,
  lastRow: number | undefined,
): number[] | undefined {
  if (firstRow === undefined || lastRow === undefined || firstRow >= rows.length) return undefined
  const windows = new Set<number>()
  for (let index = indexOfRank(blocks, (ends[firstRow] ?? 0) - 1); index < blocks.length; index += 1) {
    const block = blocks[index]
    if (!block || block.row > lastRow) break
    if (rows[block.row]?.tiles.length) for (const window of windowsOf(block.first, block.end)) windows.add(window)
  }
  return [...windows].sort((one, other) => one - other)
}
