import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useRef } from 'react'
import { useView } from '../state/view.ts'
import styles from './grid.module.css'
import {
  type GridLayout,
  newestInRow,
  oldestInRow,
  rankInRow,
  rowAtOffset,
  rowOfRank,
  tileGap,
  tilesOf,
} from './grid-layout.ts'
import { followPointer, scrubByKey, stopScrub } from './scrub.ts'
import { useTakeActions } from './take-actions.ts'
import { handleTakeKey, type Moves } from './take-keys.ts'
import { TakeSurface } from './take-surface.tsx'
import { Tile } from './tile.tsx'
import { useAnchoredScroll } from './use-anchored-scroll.ts'
import { useElementWidth } from './use-element-width.ts'
import { useFocusInSight } from './use-focus-in-sight.ts'
import { useGridLayout } from './use-grid-layout.ts'
import { useReportRange } from './use-report-range.ts'
import { useStoryboardsAhead } from './use-storyboards-ahead.ts'
import type { RankRange, Takes } from './use-takes.ts'

/** Room around the rows, so that the outline of a selected tile is not cut off. */
const edge = 6

interface TakesViewProps {
  takes: Takes
  onRange(range: RankRange): void
}

/** Takes as posters in justified rows; only the rows in sight exist. */
export function Grid({ takes, onRange }: TakesViewProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const width = useElementWidth(scroller)
  return (
    <div ref={scroller} className={styles.scroller}>
      {width > 0 && <GridRows takes={takes} onRange={onRange} scroller={scroller} width={width - edge * 2} />}
    </div>
  )
}

interface GridRowsProps extends TakesViewProps {
  scroller: React.RefObject<HTMLDivElement | null>
  width: number
}

function GridRows({ takes, onRange, scroller, width }: GridRowsProps) {
  const actions = useTakeActions()
  const tileHeight = useView((view) => view.tileHeight)
  const layout = useGridLayout(takes, width, tileHeight)
  const virtualizer = useRowVirtualizer(layout, scroller)
  const rows = virtualizer.getVirtualItems()
  useReportRange(layoutRange(layout, rows[0]?.index, rows.at(-1)?.index), virtualizer.isScrolling, onRange)
  useAnchoredScroll({
    scroller,
    layout,
    rankAt: (scrollTop) => newestInRow(layout, rowAtOffset(layout, scrollTop - edge)),
    topOf: (rank) => (layout.tops[rowOfRank(layout, rank)] ?? 0) + edge,
    filter: takes.filter,
  })
  useFocusInSight(virtualizer, (rank) => rowOfRank(layout, rank))
  useStoryboardsAhead(virtualizer.isScrolling, rowsShown(rows, takes), () => {
    const middle = (virtualizer.scrollOffset ?? 0) + (scroller.current?.clientHeight ?? 0) / 2
    const away = ({ start, size }: { start: number; size: number }) => Math.abs(start + size / 2 - middle)
    return rows
      .toSorted((one, other) => away(one) - away(other))
      .flatMap(({ index }) => tilesOf(layout, index).flatMap(({ rank }) => takes.at(rank) ?? []))
  })
  const moves = gridMoves(layout, () => scroller.current)
  const total = takes.total ?? 0

  return (
    <TakeSurface
      role="listbox"
      className={styles.rows}
      style={{ height: virtualizer.getTotalSize() }}
      onKeyDown={(event) => {
        if (scrubByKey(event, actions)) return
        stopScrub()
        handleTakeKey(event, actions, moves)
      }}
      onPointerDown={stopScrub}
      onPointerMove={(event) => followPointer(event, actions)}
      onPointerLeave={stopScrub}
    >
      {rows.map(({ index, key, start }) => {
        const height = layout.rows[index]?.height ?? 0
        return (
          <div key={key} role="presentation" className={styles.row} style={{ transform: `translateY(${start}px)` }}>
            {tilesOf(layout, index).map(({ rank, x, width: tileWidth }) => (
              <Tile
                key={rank}
                rank={rank}
                video={takes.at(rank)}
                total={total}
                x={x}
                width={tileWidth}
                height={height}
              />
            ))}
          </div>
        )
      })}
    </TakeSurface>
  )
}

/** Says when other takes are in sight: rows by their keys, and the pages that they are read from. */
function rowsShown(rows: readonly { key: unknown }[], takes: Takes): string {
  return [rows[0]?.key, rows.at(-1)?.key, ...takes.pages.keys(), takes.total].join(' ')
}

function layoutRange(
  layout: GridLayout,
  firstRow: number | undefined,
  lastRow: number | undefined,
): RankRange | undefined {
  const newest = firstRow === undefined ? undefined : newestInRow(layout, firstRow)
  const oldest = lastRow === undefined ? undefined : oldestInRow(layout, lastRow)
  return newest === undefined || oldest === undefined ? undefined : { first: oldest, end: newest + 1 }
}

function useRowVirtualizer(layout: GridLayout, scroller: React.RefObject<HTMLDivElement | null>) {
  // A new function for a new layout: that is how the virtualizer learns that sizes changed.
  const getItemKey = useCallback((index: number) => newestInRow(layout, index) ?? index, [layout])
  return useVirtualizer({
    count: layout.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => layout.rows[index]?.height ?? 0,
    getItemKey,
    gap: tileGap,
    paddingStart: edge,
    paddingEnd: edge + tileGap,
    scrollPaddingStart: edge,
    scrollPaddingEnd: edge,
    overscan: 3,
  })
}

function gridMoves(layout: GridLayout, scroller: () => HTMLElement | null): Moves {
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
