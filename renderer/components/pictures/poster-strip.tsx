import { formatCount } from '../../../shared/units.ts'
import { Poster } from './poster.tsx'
import styles from './poster-strip.module.css'

interface PosterStripProps {
  /** The newest takes, each once. */
  videos: readonly { id: string; file_hash: string }[]
  /** Number of all takes. */
  count: number
  /** Maximum number of posters shown. */
  most: number
}

/** A row of small posters, followed by the number of takes that are not shown. */
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
