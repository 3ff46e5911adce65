import { formatCount } from '../../shared/units.ts'
import { Poster } from './poster.tsx'
import styles from './poster-strip.module.css'

interface PosterStripProps {
  /** The newest of them, each once. */
  videos: readonly { id: string; file_hash: string }[]
  /** How many there are in all. */
  count: number
  /** How many have room. */
  most: number
}

/** A few takes at a glance, small and in a row; how many more there are stands behind them. */
export function PosterStrip({ videos, count, most }: PosterStripProps) {
  const shown = videos.slice(0, most)
  return (
    <span className={styles.strip}>
      {shown.map((video) => (
        <span key={video.id} className={styles.frame}>
          <Poster video={{ ...video, codec: null, missing_since: null }} small />
        </span>
      ))}
      {count > shown.length && <span className={styles.more}>+{formatCount(count - shown.length)}</span>}
    </span>
  )
}
