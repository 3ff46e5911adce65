// biome-ignore-all lint/a11y/useSemanticElements: rows of a <table> cannot stand anywhere, as those of a virtual one do
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names the active row
import { memo } from 'react'
import type { Video } from '../../shared/contract/videos.ts'
import { useSelection } from '../state/selection.ts'
import styles from './list.module.css'
import { columnClass, columns } from './list-columns.tsx'
import { spokenName } from './take-words.ts'
import { tileId } from './tile.tsx'

/** Pixels. */
export const rowHeight = 28

interface ListRowProps {
  rank: number
  /** Undefined while the take is not read; its place stands. */
  video: Video | undefined
  /** Counted from 1, the head included. */
  rowIndex: number
  top: number
}

export const ListRow = memo(function ListRow({ rank, video, rowIndex, top }: ListRowProps) {
  const isSelected = useSelection((selection) => video !== undefined && selection.ids.has(video.id))
  const isFocused = useSelection((selection) => selection.focus === rank)
  return (
    <div
      id={tileId(rank)}
      role="row"
      aria-rowindex={rowIndex}
      aria-selected={isSelected}
      aria-label={video ? spokenName(video, false) : 'Not read yet'}
      data-rank={rank}
      draggable={video !== undefined}
      data-focused={isFocused || undefined}
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map((column, index) => (
        <span key={column.name} role="gridcell" className={columnClass(column)}>
          {video ? column.cell(video) : index === 0 && <span className={styles.pending} />}
        </span>
      ))}
    </div>
  )
})
