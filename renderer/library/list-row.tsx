// biome-ignore-all lint/a11y/useSemanticElements: rows of a <table> cannot be positioned, as a virtual one needs
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names the active row
import { memo } from 'react'
import type { Video } from '../../shared/contract/videos.ts'
import { Cells } from '../components/table/cells.tsx'
import { spokenName } from '../components/takes/take-labels.ts'
import { useSelection } from '../state/selection.ts'
import styles from './list.module.css'
import type { TakeColumn } from './list-columns.tsx'
import { texts } from './texts.ts'
import { tileId } from './tile.tsx'

/** Pixels. */
export const rowHeight = 28

interface ListRowProps {
  columns: readonly TakeColumn[]
  rank: number
  /** Undefined until the take is loaded; the row is then empty. */
  video: Video | undefined
  /** Counted from 1, including the head. */
  rowIndex: number
  top: number
}

export const ListRow = memo(function ListRow({ columns, rank, video, rowIndex, top }: ListRowProps) {
  const isSelected = useSelection((selection) => video !== undefined && selection.ids.has(video.id))
  const isFocused = useSelection((selection) => selection.focus === rank)
  return (
    <div
      id={tileId(rank)}
      role="row"
      aria-rowindex={rowIndex}
      aria-selected={isSelected}
      aria-label={video ? spokenName(video, false) : texts.loading}
      data-rank={rank}
      draggable={video !== undefined}
      data-focused={isFocused || undefined}
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
    >
      <Cells columns={columns} row={video} />
    </div>
  )
})
