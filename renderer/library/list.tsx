// biome-ignore-all lint/a11y/useSemanticElements: rows of a <table> cannot be positioned, as a virtual one needs
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names the active row
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useMemo, useRef } from 'react'
import type { Moves } from '../components/grid/grid-moves.ts'
import type { RankRange } from '../components/grid/rank-windows.ts'
import { useAnchoredScroll } from '../components/grid/use-anchored-scroll.ts'
import { useReportRange } from '../components/grid/use-report-range.ts'
import styles from './list.module.css'
import { columns } from './list-columns.tsx'
import { ListHead } from './list-head.tsx'
import { ListRow, rowHeight } from './list-row.tsx'
import { useTakeActions } from './take-actions.ts'
import { handleTakeKey } from './take-keys.ts'
import { TakeSurface } from './take-surface.tsx'
import { useFocusInSight } from './use-focus-in-sight.ts'
import type { Takes } from './use-takes.ts'

const headHeight = 28

/** A virtual list of takes as a dense table. */
export function List({ takes, onRange }: { takes: Takes; onRange(range: RankRange): void }) {
  const scroller = useRef<HTMLDivElement>(null)
  const actions = useTakeActions()
  const total = takes.total ?? 0
  const virtualizer = useListVirtualizer(total, scroller)
  const rows = virtualizer.getVirtualItems()
  const newest = rows[0]
  const oldest = rows.at(-1)
  useReportRange(
    newest && oldest && { first: total - 1 - oldest.index, end: total - newest.index },
    virtualizer.isScrolling,
    onRange,
  )
  useAnchoredScroll({
    scroller,
    layout: useMemo(() => ({ total }), [total]),
    rankAt: (scrollTop) => total - 1 - Math.floor(scrollTop / rowHeight),
    topOf: (rank) => (total - 1 - rank) * rowHeight,
    list: takes.filter,
  })
  useFocusInSight(virtualizer, (rank) => total - 1 - rank)

  return (
    <div ref={scroller} className={styles.scroller}>
      <TakeSurface
        role="grid"
        aria-rowcount={total + 1}
        aria-colcount={columns.length}
        className={styles.table}
        style={{ height: virtualizer.getTotalSize() + headHeight }}
        onKeyDown={(event) => handleTakeKey(event, actions, listMoves(total, scroller.current))}
      >
        <ListHead />
        {rows.map(({ index, key, start }) => (
          <ListRow
            key={key}
            rank={total - 1 - index}
            video={takes.at(total - 1 - index)}
            rowIndex={index + 2}
            top={start + headHeight}
          />
        ))}
      </TakeSurface>
    </div>
  )
}

function useListVirtualizer(total: number, scroller: React.RefObject<HTMLDivElement | null>) {
  // Rows have their rank as key, so that takes added at the top do not replace every row.
  const getItemKey = useCallback((index: number) => total - 1 - index, [total])
  return useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey,
    overscan: 12,
    scrollPaddingStart: 0,
    scrollPaddingEnd: headHeight,
  })
}

function listMoves(total: number, scroller: HTMLElement | null): Moves {
  const viewHeight = () => (scroller?.clientHeight ?? 0) - headHeight
  return {
    here: () => Math.max(0, total - 1 - Math.ceil((scroller?.scrollTop ?? 0) / rowHeight)),
    // A row has no neighbours at its sides.
    sideways: (rank) => rank,
    rows: (rank, rows) => rank - rows,
    page: (rank, direction) => rank - direction * Math.max(1, Math.floor(viewHeight() / rowHeight) - 1),
  }
}
