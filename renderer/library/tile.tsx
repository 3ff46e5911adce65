import { memo } from 'react'
import type { Video } from '../../shared/contract/videos.ts'
import { formatDuration } from '../../shared/units.ts'
import { AiBadge } from '../components/grid/ai-badge.tsx'
import styles from '../components/grid/tile.module.css'
import { ColourDot } from '../components/labels/colour-control.tsx'
import { MediaStatusBadge } from '../components/media/media-status-label.tsx'
import { Poster } from '../components/pictures/poster.tsx'
import { ShortStars, Stars } from '../components/tags/stars.tsx'
import { absence, factsLine, fileState, madeLine, spokenName, tagsLine } from '../components/takes/take-labels.ts'
import { useSelection } from '../state/selection.ts'
import { useScrub } from './scrub.ts'
import { texts } from './texts.ts'
import { TileScrub } from './tile-scrub.tsx'

export interface TileProps {
  rank: number
  /** Undefined until the take is loaded; the tile is then empty. */
  video: Video | undefined
  total: number
  x: number
  width: number
  height: number
}

export function tileId(rank: number): string {
  return `take-${rank}`
}

/** A tile of the grid. The grid handles its events and finds it by `data-rank`. */
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
      aria-label={video ? spokenName(video, !isNarrow) : texts.loading}
      title={video && madeLine(video)}
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

/**
 * The contents of a tile. Spaces between the parts keep their texts from merging into one word, which voice control
 * could not match.
 */
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
      <div className={styles.badges}>
        {video.colour && (
          <div className={styles.badge}>
            <ColourDot colour={video.colour} />
          </div>
        )}
        <AiBadge evidence={video.ai_evidence} />{' '}
        {video.rating !== null && (
          <div className={styles.badge}>
            {isNarrow ? <ShortStars rating={video.rating} /> : <Stars rating={video.rating} />}
          </div>
        )}
        <MediaStatusBadge status={video.media_status} />{' '}
        {fileState(video) && (
          <div className={`${styles.badge} ${absence(video) ? styles.missing : ''}`}>{fileState(video)}</div>
        )}{' '}
        <div className={`${styles.badge} ${styles.duration}`}>{formatDuration(video.duration_seconds)}</div>
      </div>
    </>
  )
}
