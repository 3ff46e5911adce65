import { useRef } from 'react'
import styles from '../components/grid/grid.module.css'
import { newestInRow, ranksInRows, rowAtOffset, rowOfRank, tilesOf } from '../components/grid/grid-layout.ts'
import { gridMoves } from '../components/grid/grid-moves.ts'
import type { RankRange } from '../components/grid/rank-windows.ts'
import { useAnchoredScroll } from '../components/grid/use-anchored-scroll.ts'
import { useGridLayout } from '../components/grid/use-grid-layout.ts'
import { edge, useGridRows } from '../components/grid/use-grid-rows.ts'
import { useReportRange } from '../components/grid/use-report-range.ts'
import { runKeys } from '../components/keys.ts'
import { aspectRatioOf } from '../components/takes/video-facts.ts'
import { useElementWidth } from '../components/use-element-width.ts'
import { useView } from '../state/view.ts'
import { followPointer, scrubKeys, stopScrub } from './scrub.ts'
import { useTakeActions } from './take-actions.ts'
import { handleTakeKey } from './take-keys.ts'
import { TakeSurface } from './take-surface.tsx'
import { Tile } from './tile.tsx'
import { useFocusInSight } from './use-focus-in-sight.ts'
import { useStoryboardPrefetch } from './use-storyboard-prefetch.ts'
import type { Takes } from './use-takes.ts'

interface TakesViewProps {
  takes: Takes
  onRange(range: RankRange): void
}

/** A virtual grid of takes as posters in justified rows. */
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
  const layout = useGridLayout(takes, aspectRatioOf, { width, targetHeight: tileHeight })
  const virtualizer = useGridRows(layout, scroller)
  const rows = virtualizer.getVirtualItems()
  useReportRange(ranksInRows(layout, rows[0]?.index, rows.at(-1)?.index), virtualizer.isScrolling, onRange)
  useAnchoredScroll({
    scroller,
    layout,
    rankAt: (scrollTop) => newestInRow(layout, rowAtOffset(layout, scrollTop - edge)),
    topOf: (rank) => (layout.tops[rowOfRank(layout, rank)] ?? 0) + edge,
    list: takes.filter,
  })
  useFocusInSight(virtualizer, (rank) => rowOfRank(layout, rank))
  useStoryboardPrefetch(virtualizer.isScrolling, rowsShown(rows, takes), () => {
    const middle = (virtualizer.scrollOffset ?? 0) + (scroller.current?.clientHeight ?? 0) / 2
    const away = ({ start, size }: { start: number; size: number }) => Math.abs(start + size / 2 - middle)
    return rows
      .toSorted((one, other) => away(one) - away(other))
      .flatMap(({ index }) => tilesOf(layout, index).flatMap(({ rank }) => takes.at(rank) ?? []))
  })
  const total = takes.total ?? 0

  return (
    <TakeSurface
      role="listbox"
      total={total}
      className={styles.rows}
      style={{ height: virtualizer.getTotalSize() }}
      onKeyDown={(event) => {
        if (runKeys(event, scrubKeys, actions)) return
        stopScrub()
        handleTakeKey(event, actions, gridMoves(layout, scroller.current))
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

/** Returns a value that changes whenever other takes come into view or are loaded. */
function rowsShown(rows: readonly { key: unknown }[], takes: Takes): string {
  return [rows[0]?.key, rows.at(-1)?.key, ...takes.pages.keys(), takes.total].join(' ')
}
