import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createGridLayout,
  type GridLayout,
  newestInRow,
  type Ratios,
  rankInRow,
  rowAt,
  rowAtOffset,
  rowOfRank,
  tileGap,
  windowsInRows,
} from '../../../../renderer/components/grid/grid-layout.ts'
import { passHidden } from '../../../../renderer/components/grid/rank-groups.ts'
import {
  indexOfRank,
  type Section,
  sectionAt,
  windowSize,
  windowsOf,
} from '../../../../renderer/components/grid/rank-windows.ts'

const size = { width: 1000, targetHeight: 150 }
const ratiosOf = (window: number) =>
  Array.from({ length: windowSize }, (_, index) => 0.5 + ((window * 7 + index) % 20) / 10)
const readAll = (total: number, isRead = (_window: number) => true): Ratios =>
  new Map(windowsOf(0, total).flatMap((window) => (isRead(window) ? [[window, ratiosOf(window)] as const] : [])))
const rowsOf = (layout: GridLayout) =>
  Array.from({ length: layout.rowCount }, (_, index) => rowAt(layout, index) ?? []).flat()
const tilesOf = (layout: GridLayout, row: number) => rowAt(layout, row)?.tiles ?? []
const sectionsOf = (end: number, first = 0): Section[] => {
  if (end <= first) return []
  const newest = sectionAt(end - 1, end, first)
  const older = (section: Section): Section[] =>
    section.first > first ? [section, ...older(sectionAt(section.first - 1, end, first))] : [section]
  return older(newest)
}

describe('sections', () => {
  it('are read whole, the newest of two windows too, and no others', () => {
    const windowsAt = (total: number, rank: number) => {
      const layout = createGridLayout(size)(total, readAll(total))
      return windowsInRows(rowsOf(layout).filter((_, row) => row === rowOfRank(layout, rank)))
    }
    expect([windowsAt(165, 160), windowsAt(165, 102), windowsAt(165, 62), windowsAt(7, 3)]).toEqual([
      [2, 3],
      [2, 3],
      [1],
      [0],
    ])
  })

  it('cover every rank once, newest first, cut at the same ranks whatever is appended', () => {
    fc.assert(
      fc.property(fc.nat(5000), (total) => {
        const sections = sectionsOf(total)
        const covered = sections.reduce((sum, section) => sum + section.end - section.first, 0)
        expect(covered).toBe(total)
        for (const [index, section] of sections.entries()) {
          expect(section.first % windowSize).toBe(0)
          expect(section.end).toBe(sections[index - 1]?.first ?? total)
        }
      }),
    )
  })

  it('never leave a block of a few takes at the top of a long list', () => {
    expect(sectionsOf(101)[0]).toEqual({ first: 50, end: 101 })
    expect(sectionsOf(1)).toEqual([{ first: 0, end: 1 }])
    expect(sectionsOf(0)).toEqual([])
  })

  it('are found by rank', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(), (total, seed) => {
        const rank = seed % total
        const sections = sectionsOf(total)
        const section = sections[indexOfRank(sections, rank)]
        expect(section && section.first <= rank && rank < section.end).toBe(true)
      }),
    )
  })

  it('name the windows to read', () => {
    expect(windowsOf(50, 101)).toEqual([1, 2])
    expect(windowsOf(0, 50)).toEqual([0])
    expect(windowsOf(5, 5)).toEqual([])
  })
})

describe('the layout of the grid', () => {
  it('shows every rank once, newest first, read or not', () => {
    fc.assert(
      fc.property(fc.nat(900), fc.nat(9), (total, read) => {
        const layout = createGridLayout(size)(
          total,
          readAll(total, (window) => window % 10 <= read),
        )
        const ranks = rowsOf(layout).flatMap((row) => row?.tiles.map((tile) => tile.rank) ?? [])
        expect(ranks).toEqual(Array.from({ length: total }, (_, index) => total - 1 - index))
      }),
    )
  })

  it('finds the row of a rank and of an offset', () => {
    const layout = createGridLayout(size)(
      1234,
      readAll(1234, (window) => window % 3 === 0),
    )
    let top = 0
    for (const [index, row] of rowsOf(layout).entries()) {
      for (const tile of tilesOf(layout, index)) expect(rowOfRank(layout, tile.rank)).toBe(index)
      expect(row?.top).toBe(top)
      expect(rowAtOffset(layout, top)).toBe(index)
      expect(rowAtOffset(layout, top + (row?.height ?? 0))).toBe(index)
      top += (row?.height ?? 0) + tileGap
    }
    expect([layout.height, rowAtOffset(layout, top * 2), rowAtOffset(layout, -1)]).toEqual([
      top,
      layout.rowCount - 1,
      0,
    ])
  })

  it('keeps the rows of older sections when takes are appended', () => {
    const lay = createGridLayout(size)
    const cached = readAll(500)
    const widths = (total: number) => {
      const layout = lay(total, cached)
      return rowsOf(layout).flatMap((row) => (row?.tiles[0] && row.tiles[0].rank < 400 ? [row.tiles] : []))
    }
    expect(widths(700)).toEqual(widths(560))
  })

  it('moves up and down to what lies nearest', () => {
    const layout = createGridLayout(size)(300, readAll(300))
    const from = tilesOf(layout, 3)[1]
    const to = rankInRow(layout, from?.rank ?? 0, 4)
    const tile = tilesOf(layout, 4).find(({ rank }) => rank === to)
    const middle = (from?.x ?? 0) + (from?.width ?? 0) / 2
    expect(tile && tile.x - 8 <= middle && middle <= tile.x + tile.width + 8).toBe(true)
    expect(rowOfRank(layout, rankInRow(layout, 299, -5))).toBe(0)
    expect(newestInRow(layout, 0)).toBe(299)
  })
})

describe('the layout of a grid with groups', () => {
  const total = 700
  const group = (end: number, first: number, isCollapsed = false) => ({ first, end, isCollapsed })
  const groups = [group(700, 640), group(640, 310, true), group(310, 309), group(309, 0)]
  const layout = createGridLayout(size)(total, readAll(total), groups)

  it('has a row for each heading, and each take of an open group once, in the ratio of its picture', () => {
    const ranks = rowsOf(layout).flatMap((row) => row?.tiles.map((tile) => tile.rank) ?? [])
    expect(ranks).toEqual([
      ...Array.from({ length: 60 }, (_, index) => 699 - index),
      ...Array.from({ length: 310 }, (_, index) => 309 - index),
    ])
    expect(layout.groups.map(({ row }) => tilesOf(layout, row))).toEqual([[], [], [], []])
    const [tile] = tilesOf(layout, rowOfRank(layout, 309))
    expect(
      Math.abs((tile?.width ?? 0) / (rowAt(layout, rowOfRank(layout, 309))?.height ?? 1) - (ratiosOf(6)[9] ?? 0)),
    ).toBeLessThan(0.02)
  })

  it('reads only what is shown, not a collapsed group between', () => {
    const last = rowOfRank(layout, 308)
    expect(windowsInRows(rowsOf(layout).slice(rowOfRank(layout, 690), last + 1))).toEqual([5, 6, 12, 13])
  })

  it('passes over headings, except those of collapsed groups', () => {
    const inRow = (rank: number, by: number) =>
      passHidden(groups, rank, rankInRow(layout, rank, rowOfRank(layout, rank) + by))
    const down = [inRow(640, 1), inRow(639, 1), inRow(309, 1)]
    expect([down[0], down[1]]).toEqual([639, 309])
    expect(rowOfRank(layout, down[2] ?? 0)).toBe(rowOfRank(layout, 308))
    expect([inRow(309, -1), rowOfRank(layout, inRow(639, -1))]).toEqual([639, rowOfRank(layout, 640)])
    expect(rowOfRank(layout, inRow(699, -1))).toBe(rowOfRank(layout, 699))
  })
})
