import { useRef } from 'react'
import styles from '../components/grid/grid.module.css'
import { rowOfRank, windowsInRows } from '../components/grid/grid-layout.ts'
import { gridMoves } from '../components/grid/grid-moves.ts'
import { isHidden } from '../components/grid/rank-groups.ts'
import { useGridLayout } from '../components/grid/use-grid-layout.ts'
import { edge, type ShownRow, useGridRows } from '../components/grid/use-grid-rows.ts'
import { useReportWindows } from '../components/grid/use-report-windows.ts'
import { runKeys } from '../components/keys.ts'
import { aspectRatioOf } from '../components/takes/video-facts.ts'
import { useElementSize } from '../components/use-element-size.ts'
import { useView } from '../state/view.ts'
import { CollapsedGroup, GroupHeadings } from './group-headings.tsx'
import { followPointer, scrubKeys, stopScrub } from './scrub.ts'
import { useTakeActions } from './take-actions.ts'
import { handleTakeKey } from './take-keys.ts'
import { TakeSurface } from './take-surface.tsx'
import { Tile } from './tile.tsx'
import { useFocusInSight } from './use-focus-in-sight.ts'
import { useMovingGroups } from './use-moving-groups.ts'
import { useStoryboardPrefetch } from './use-storyboard-prefetch.ts'
import type { Takes, TakesViewProps } from './use-takes.ts'
import { type KeyOf, useTileKeys } from './use-tile-keys.ts'

/** A virtual grid of takes as posters in justified rows. */
export function Grid({ takes, onWindows }: TakesViewProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const { width, height } = useElementSize(scroller)
  return (
    <div ref={scroller} className={styles.scroller}>
      {width > 0 && (
        <GridRows takes={takes} onWindows={onWindows} scroller={scroller} width={width - edge * 2} height={height} />
      )}
    </div>
  )
}

interface GridRowsProps extends TakesViewProps {
  scroller: React.RefObject<HTMLDivElement | null>
  width: number
  height: number
}

function GridRows({ takes, onWindows, scroller, width, height }: GridRowsProps) {
  const actions = useTakeActions()
  const { groups } = actions.grouping
  const tileHeight = useView((view) => view.tileHeight)
  const list = JSON.stringify(takes.filter)
  const layout = useGridLayout(takes, aspectRatioOf, { list, width, targetHeight: tileHeight, groups })
  const { rows, isScrolling, scrollToRow, totalHeight, middle, shift, offset } = useGridRows(layout, {
    scroller,
    height,
    list,
    isHidden: (rank) => isHidden(groups, rank),
  })
  const keyOf = useTileKeys(list, rows)
  useReportWindows(list, windowsInRows(rows), isScrolling, onWindows)
  useFocusInSight((rank) => scrollToRow(rowOfRank(layout, rank)))
  useStoryboardPrefetch(isScrolling, rowsShown(list, rows, takes), () => {
    const away = ({ top, height }: ShownRow) => Math.abs(top + height / 2 - middle)
    return rows
      .toSorted((one, other) => away(one) - away(other))
      .flatMap(({ tiles }) => tiles.flatMap(({ rank }) => takes.at(rank) ?? []))
  })
  const isMoving = useMovingGroups()

  return (
    <>
      <TakeSurface
        role="listbox"
        total={takes.total ?? 0}
        className={styles.rows}
        data-moving={isMoving || undefined}
        style={{ height: totalHeight }}
        onKeyDown={(event) => {
          if (runKeys(event, scrubKeys, actions)) return
          stopScrub()
          handleTakeKey(event, actions, gridMoves(layout, height, offset))
        }}
        onPointerDown={stopScrub}
        onPointerMove={(event) => followPointer(event, actions)}
        onPointerLeave={stopScrub}
      >
        {rows.map((row) => (
          <GridRow key={typeof row.key === 'number' ? keyOf(row.key) : row.key} takes={takes} row={row} keyOf={keyOf} />
        ))}
      </TakeSurface>
      <GroupHeadings layout={layout} rows={rows} shift={shift} height={totalHeight} />
    </>
  )
}

interface GridRowProps {
  takes: Takes
  row: ShownRow
  keyOf: KeyOf
}

/** A row of tiles, or the option of a collapsed group, below its heading. */
function GridRow({ takes, row: { tiles, section, top, height }, keyOf }: GridRowProps) {
  const style = { transform: `translateY(${top}px)` }
  if (tiles.length === 0) return <CollapsedGroup rank={section.end - 1} style={style} />
  return (
    <div role="presentation" className={styles.row} style={style}>
      {tiles.map(({ rank, x, width }) => (
        <Tile
          key={keyOf(rank)}
          rank={rank}
          video={takes.at(rank)}
          total={takes.total ?? 0}
          x={x}
          width={width}
          height={height}
        />
      ))}
    </div>
  )
}

/** Returns a value that changes whenever other takes come into view or are loaded. */
function rowsShown(list: string, rows: readonly { key: unknown }[], takes: Takes): string {
  return [list, rows[0]?.key, rows.at(-1)?.key, ...takes.pages.keys(), takes.total].join(' ')
}
