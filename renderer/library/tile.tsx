import { memo } from 'react'
import type { Video } from '../../shared/contract/videos.ts'
import { formatDuration } from '../../shared/units.ts'
import { Poster } from '../components/poster.tsx'
import { useSelection } from '../state/selection.ts'
import { FewStars, Stars } from '../tagging/stars.tsx'
import { useScrub } from './scrub.ts'
import { absence, factsLine, spokenName, tagsLine } from './take-words.ts'
import styles from './tile.module.css'
import { TileScrub } from './tile-scrub.tsx'

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
  const isScrubbed = useScrub((scrub) => scrub.rank === rank)
  const isNarrow = width < 120
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox keeps the focus and names this option as the active one
    <div
      id={tileId(rank)}
      role="option"
      aria-selected={isSelected}
      aria-setsize={total}
      aria-posinset={total - rank}
      aria-label={video ? spokenName(video, !isNarrow) : 'Not read yet'}
      data-rank={rank}
      draggable={video !== undefined}
      data-focused={isFocused || undefined}
      className={styles.tile}
      style={{ left: x, width, height }}
    >
      {video && <TileFace video={video} isNarrow={isNarrow} isScrubbed={isScrubbed} />}
    </div>
  )
})

interface TileFaceProps {
  video: Video
  isNarrow: boolean
  isScrubbed: boolean
}

/** The blanks are for those who read by voice and say what they see: words that touch are one word to a machine. */
function TileFace({ video, isNarrow, isScrubbed }: TileFaceProps) {
  return (
    <>
      <span className={styles.picture}>
        <Poster video={video} />
        {isScrubbed && <TileScrub video={video} />}
      </span>
      <div className={styles.caption}>
        <div className={styles.name}>{video.name}</div>{' '}
        {!isNarrow && <div className={styles.facts}>{factsLine(video)}</div>}{' '}
        {!isNarrow && tagsLine(video) && <div className={styles.facts}>{tagsLine(video)}</div>}
      </div>{' '}
      <div className={styles.signs}>
        {video.rating !== null && (
          <div className={styles.badge}>
            {isNarrow ? <FewStars rating={video.rating} /> : <Stars rating={video.rating} />}
          </div>
        )}
        {absence(video) && <div className={`${styles.badge} ${styles.missing}`}>{absence(video)}</div>}
      </div>{' '}
      <div className={`${styles.badge} ${styles.duration}`}>{formatDuration(video.duration_seconds)}</div>
    </>
  )
}
