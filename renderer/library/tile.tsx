import { memo } from 'react'
import type { Video } from '../../shared/contract/videos.ts'
import { formatDuration } from '../../shared/units.ts'
import { Poster } from '../components/poster.tsx'
import { useSelection } from '../state/selection.ts'
import { factsLine, spokenName } from './take-words.ts'
import styles from './tile.module.css'

export interface TileProps {
  rank: number
  /** Undefined while the take is not read; its place stands. */
  video: Video | undefined
  total: number
  x: number
  width: number
  height: number
}

export function tileId(rank: number): string {
  return `take-${rank}`
}

/** One take of the grid. The grid handles its events, by `data-rank`. */
export const Tile = memo(function Tile({ rank, video, total, x, width, height }: TileProps) {
  const isSelected = useSelection((selection) => video !== undefined && selection.ids.has(video.id))
  const isFocused = useSelection((selection) => selection.focus === rank)
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox keeps the focus and names this option as the active one
    <div
      id={tileId(rank)}
      role="option"
      aria-selected={isSelected}
      aria-setsize={total}
      aria-posinset={total - rank}
      aria-label={video ? spokenName(video) : 'Not read yet'}
      data-rank={rank}
      data-focused={isFocused || undefined}
      className={styles.tile}
      style={{ left: x, width, height }}
    >
      {video && <TileFace video={video} isNarrow={width < 120} />}
    </div>
  )
})

function TileFace({ video, isNarrow }: { video: Video; isNarrow: boolean }) {
  return (
    <>
      <span className={styles.picture}>
        <Poster video={video} />
      </span>
      <span className={styles.caption}>
        <span className={styles.name}>{video.name}</span>
        {!isNarrow && <span className={styles.facts}>{factsLine(video)}</span>}
      </span>
      {video.missing_since && <span className={`${styles.badge} ${styles.missing}`}>missing</span>}
      <span className={`${styles.badge} ${styles.duration}`}>{formatDuration(video.duration_seconds)}</span>
    </>
  )
}
