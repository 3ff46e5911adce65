import { bisectLast } from '../../../shared/bisect.ts'
import { type JustifiedRow, type JustifyOptions, justifyRows } from '../../../shared/justified-rows.ts'
import type { RankGroup } from './rank-groups.ts'
import { indexOfRank, type Section, sectionAt, windowSize, windowsOf } from './rank-windows.ts'

export const tileGap = 8

export interface GridTile {
  rank: number
  x: number
  width: number
}

/**
 * Rows of a whole list. A list of a million takes has hundreds of thousands of rows, nearly all of them not loaded, and
 * gets a new layout with each window that is loaded: rows are therefore kept as runs, and found by bisection.
 */
export interface GridLayout {
  total: number
  /** Number of rows of tiles and of headings together. */
  rowCount: number
  /** Height of all rows and the gaps below them, in pixels. */
  height: number
  /** Newest first. They have every rank. */
  runs: readonly Run[]
  /** Groups with the places of their headings, newest first; none if the list is not grouped. */
  groups: readonly (RankGroup & { row: number; top: number })[]
}

/**
 * Consecutive sections with the same rows: one that is loaded, or all those between two loaded ones. The heading of a
 * group is a run, too: it has no ranks, or those of its group while that is collapsed.
 */
interface Run extends Section {
  /** Index of its first row. */
  row: number
  /** Offset of its first row from the top of the grid, in pixels. */
  top: number
  /** Rows of one section. */
  rows: readonly JustifiedRow[]
  /** Height of one section with the gaps below its rows, in pixels. */
  height: number
  /** Number of sections. */
  sections: number
}

/** A row of a layout; a heading has no tiles. The section of the heading of an open group has no ranks. */
export interface GridRow {
  section: Section
  /** Offset from the top of the grid, in pixels. */
  top: number
  height: number
  tiles: GridTile[]
}

/** The aspect ratios in each loaded window, oldest first. */
export type Ratios = ReadonlyMap<number, readonly number[]>

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
 * Creates a function that lays a list out, section by section (see windows), with a heading before each group.
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

  const loadedRows = ({ first, end }: Section, ratios: Ratios, ragged: boolean): JustifiedRow[] => {
    const windows = windowsOf(first, end)
    const parts = windows.map((window) => ratios.get(window))
    const known = cache.get(first)
    const isKnown = known?.end === end && known.ragged === ragged
    if (isKnown && known.ratios.every((part, index) => part === parts[index])) return known.rows
    const inOrder = Array.from({ length: end - first }, (_, index) => {
      const rank = end - 1 - index
      return parts[Math.floor(rank / windowSize) - (windows[0] ?? 0)]?.[rank % windowSize] ?? plainRatio
    })
    const rows = justifyRows(inOrder, { ...size, gap: tileGap, ragged })
    cache.set(first, { ratios: parts, end, ragged, rows })
    return rows
  }

  return (total: number, ratios: Ratios, groups: readonly RankGroup[] = []): GridLayout => {
    const loaded = [...ratios.keys()].sort((one, other) => other - one)
    let nextLoaded = 0
    const runs: Run[] = []
    let [rowCount, height] = [0, 0]
    const add = ({ first, end }: Section, rows: readonly JustifiedRow[], sections = 1) => {
      const ofSection = rows.reduce((sum, row) => sum + row.height + tileGap, 0)
      runs.push({ first, end, row: rowCount, top: height, rows, height: ofSection, sections })
      rowCount += rows.length * sections
      height += ofSection * sections
    }
    const addSections = ({ first, end }: Section) => {
      const oldest = sectionAt(first, end, first)
      for (let newest = end; newest > first; newest = runs.at(-1)?.first ?? first) {
        const section = sectionAt(newest - 1, end, first)
        const ragged = section.first === first
        if (isLoaded(section, ratios)) add(section, loadedRows(section, ratios, ragged))
        else if (ragged || section.end - section.first !== windowSize) add(section, plainRows(section, ragged))
        else {
          while ((loaded[nextLoaded] ?? -1) * windowSize >= newest) nextLoaded += 1
          const stop = Math.max(oldest.end, ((loaded[nextLoaded] ?? -1) + 1) * windowSize)
          add({ first: stop, end: newest }, plainRows(section, false), (newest - stop) / windowSize)
        }
      }
    }
    const placed = groups.map((group) => {
      const place = { row: rowCount, top: height }
      add(group.isCollapsed ? group : { first: group.end, end: group.end }, [headingRow])
      if (!group.isCollapsed) addSections(group)
      return { ...group, ...place }
    })
    if (groups.length === 0) addSections({ first: 0, end: total })
    return { total, rowCount, height, runs, groups: placed }
  }
}

function isLoaded({ first, end }: Section, ratios: Ratios): boolean {
  return windowsOf(first, end).every((window) => ratios.has(window))
}

/** Returns the last run whose `place` is not beyond a value, at least the first; undefined without runs. */
function lastRun({ runs }: GridLayout, place: 'row' | 'top', value: number): Run | undefined {
  return runs[
    Math.max(
      0,
      bisectLast(runs, (run) => run[place] <= value),
    )
  ]
}

/** Returns the row at an index from the top; undefined if there is none. */
export function rowAt(layout: GridLayout, index: number): GridRow | undefined {
  const run = lastRun(layout, 'row', index)
  const row = run?.rows[(index - run.row) % run.rows.length]
  if (!row || index >= layout.rowCount) return undefined
  const position = Math.floor((index - run.row) / run.rows.length)
  const ranks = (run.end - run.first) / run.sections
  const end = run.end - position * ranks
  let top = run.top + position * run.height
  for (const above of run.rows) {
    if (above === row) break
    top += above.height + tileGap
  }
  const tiles = row.tiles.map(({ index, x, width }) => ({ rank: end - 1 - index, x, width }))
  return { section: { first: end - ranks, end }, top, height: row.height, tiles }
}

/** Returns the rank at the left end of a row, which is its newest take; of a heading, the newest of its group. */
export function newestInRow(layout: GridLayout, index: number): number | undefined {
  const row = rowAt(layout, index)
  return row && (row.tiles[0]?.rank ?? row.section.end - 1)
}

/** Returns the index of the row that shows a rank: that of the heading in a collapsed group. */
export function rowOfRank({ runs }: GridLayout, rank: number): number {
  const run = runs[indexOfRank(runs, rank)]
  if (!run) return 0
  const ranks = (run.end - run.first) / run.sections
  const below = Math.min(run.end - run.first, Math.max(0, run.end - 1 - rank))
  const position = Math.min(run.sections - 1, Math.floor(below / ranks))
  const inSection = run.rows.findIndex(({ tiles }) => (tiles.at(-1)?.index ?? 0) >= below - position * ranks)
  return run.row + position * run.rows.length + (inSection < 0 ? run.rows.length - 1 : inSection)
}

/** Returns the index of the row at an offset in pixels from the top of the grid. */
export function rowAtOffset(layout: GridLayout, offset: number): number {
  const run = lastRun(layout, 'top', offset)
  if (!run) return 0
  const position = Math.min(run.sections - 1, Math.max(0, Math.floor((offset - run.top) / run.height)))
  let below = offset - run.top - position * run.height
  let inSection = 0
  for (const { height } of run.rows.slice(0, -1)) {
    below -= height + tileGap
    if (below < 0) break
    inSection += 1
  }
  return run.row + position * run.rows.length + inSection
}

/**
 * Returns the rank in another row that is above or below the middle of the tile of `rank`: the target of an arrow key.
 * Headings are passed over, except those of collapsed groups.
 */
export function rankInRow(layout: GridLayout, rank: number, row: number): number {
  const from = rowOfRank(layout, rank)
  const wanted = Math.min(layout.rowCount - 1, Math.max(0, row))
  const step = row < from ? -1 : 1
  const to = rowToStopAt(layout, wanted, step) ?? rowToStopAt(layout, wanted, -step) ?? from
  const middle = ({ x, width }: GridTile) => x + width / 2
  const tile = rowAt(layout, from)?.tiles.find((one) => one.rank === rank)
  const distance = (other: GridTile) => Math.abs(middle(other) - (tile ? middle(tile) : 0))
  const [first, ...others] = rowAt(layout, to)?.tiles ?? []
  if (!first) return newestInRow(layout, to) ?? rank
  return others.reduce((best, other) => (distance(other) < distance(best) ? other : best), first).rank
}

/** Returns a row, or the next one by `step` that is no heading of an open group; undefined if there is none. */
function rowToStopAt(layout: GridLayout, row: number, step: number): number | undefined {
  for (let index = row; index >= 0; index += step) {
    const found = rowAt(layout, index)
    if (!found) return undefined
    if (found.section.end > found.section.first) return index
  }
  return undefined
}

/** Returns the windows to load for rows, oldest first: those of whole sections. Undefined without rows. */
export function windowsInRows(rows: readonly GridRow[]): number[] | undefined {
  if (rows.length === 0) return undefined
  const ofTiles = rows.filter(({ tiles }) => tiles.length > 0)
  const windows = new Set(ofTiles.flatMap(({ section }) => windowsOf(section.first, section.end)))
  return [...windows].sort((one, other) => one - other)
}
