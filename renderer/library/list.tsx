// biome-ignore-all lint/a11y/useSemanticElements: rows of a <table> cannot be positioned, as a virtual one needs
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names the active row
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useMemo, useRef } from 'react'
import type { Moves } from '../components/grid/grid-moves.ts'
import { isHidden, passHidden } from '../components/grid/rank-groups.ts'
import { windowSize } from '../components/grid/rank-windows.ts'
import { useAnchoredScroll } from '../components/grid/use-anchored-scroll.ts'
import { useReportWindows } from '../components/grid/use-report-windows.ts'
import { useColumns } from '../components/table/use-columns.ts'
import { type GroupLayout, layOutGroups } from './group-layout.ts'
import { GroupRow } from './group-row.tsx'
import styles from './list.module.css'
import { ListColumnMenu } from './list-column-menu.tsx'
import { takeColumns } from './list-columns.tsx'
import { ListHead } from './list-head.tsx'
import { ListRow, rowHeight } from './list-row.tsx'
import { useTakeActions } from './take-actions.ts'
import { handleTakeKey } from './take-keys.ts'
import { TakeSurface } from './take-surface.tsx'
import { texts } from './texts.ts'
import { useFocusInSight } from './use-focus-in-sight.ts'
import type { TakesViewProps } from './use-takes.ts'

const headHeight = 28
/** The name under which the columns are remembered. */
const label = texts.takes

/** A virtual list of takes as a dense table, with a heading before each group. */
export function List({ takes, onWindows }: TakesViewProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const actions = useTakeActions()
  const { columns, style } = useColumns(label, takeColumns, scroller)
  const list = JSON.stringify(takes.filter)
  const total = takes.total ?? 0
  const { groups } = actions.grouping
  const layout = useMemo(() => layOutGroups(total, groups), [total, groups])
  const virtualizer = useListVirtualizer(layout, scroller)
  const rows = virtualizer.getVirtualItems()
  const pinned = layout.groupAt(Math.floor((virtualizer.scrollOffset ?? 0) / rowHeight))
  useReportWindows(list, windowsIn(layout, rows), virtualizer.isScrolling, onWindows)
  useAnchoredScroll({
    scroller,
    scroll: {
      offset: () => scroller.current?.scrollTop,
      scrollTo: (top) => scroller.current?.scrollTo({ top }),
    },
    layout,
    rankAt: (scrollTop) => rankFrom(layout, Math.floor(scrollTop / rowHeight)),
    topOf: (rank) => layout.indexOf(rank) * rowHeight,
    isHidden: (rank) => isHidden(groups, rank),
    list,
  })
  useFocusInSight((rank) => virtualizer.scrollToIndex(layout.indexOf(rank), { align: 'auto' }))

  return (
    <div className={styles.frame}>
      <div ref={scroller} className={styles.scroller}>
        <TakeSurface
          role="grid"
          total={total}
          aria-rowcount={layout.rowCount + 1}
          aria-colcount={columns.length}
          className={styles.table}
          style={{ ...style, height: virtualizer.getTotalSize() + headHeight }}
          onKeyDown={(event) => handleTakeKey(event, actions, listMoves(layout, scroller.current))}
        >
          <ListHead table={label} columns={columns} />
          {pinned && <GroupRow group={pinned} />}
          {rows.map(({ index, key, start }) => {
            const row = layout.at(index)
            const place = { rowIndex: index + 2, top: start + headHeight }
            if (row.is === 'group') return <GroupRow key={key} group={row.group} {...place} />
            return <ListRow key={key} columns={columns} rank={row.rank} video={takes.at(row.rank)} {...place} />
          })}
        </TakeSurface>
      </div>
      <ListColumnMenu takes={takes} columns={columns} label={label} />
    </div>
  )
}

function useListVirtualizer(layout: GroupLayout, scroller: React.RefObject<HTMLDivElement | null>) {
  // Rows have their rank as key, so that takes added at the top do not replace every row.
  const getItemKey = useCallback(
    (index: number) => {
      const row = layout.at(index)
      return row.is === 'take' ? row.rank : row.group.key
    },
    [layout],
  )
  return useVirtualizer({
    count: layout.rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey,
    overscan: 12,
    // A heading stays at the top.
    scrollPaddingStart: layout.groups.length > 0 ? rowHeight : 0,
    scrollPaddingEnd: headHeight,
  })
}

/** Returns the rank of the first take at an index or below it. */
function rankFrom(layout: GroupLayout, index: number): number {
  const row = layout.at(index)
  return row.is === 'take' ? row.rank : row.group.end - 1
}

/** Returns the windows of the rows on screen, oldest first; undefined if there are none. */
function windowsIn(layout: GroupLayout, rows: readonly { index: number }[]): number[] | undefined {
  if (rows.length === 0) return undefined
  const windows = rows.flatMap(({ index }) => {
    const row = layout.at(index)
    return row.is === 'take' ? [Math.floor(row.rank / windowSize)] : []
  })
  return [...new Set(windows)].toReversed()
}

function listMoves(layout: GroupLayout, scroller: HTMLElement | null): Moves {
  const viewHeight = () => (scroller?.clientHeight ?? 0) - headHeight
  return {
    here: () => Math.max(0, rankFrom(layout, Math.ceil((scroller?.scrollTop ?? 0) / rowHeight))),
    // A row has no neighbours at its sides.
    sideways: (rank) => rank,
    rows: (rank, rows) => rank - rows,
    page: (rank, direction) => rank - direction * Math.max(1, Math.floor(viewHeight() / rowHeight) - 1),
    pass: (from, to) => passHidden(layout.groups, from, to),
  }
}
