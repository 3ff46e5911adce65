import type { VideoDetails } from '../../shared/contract/videos.ts'
import classes from './proxy-badge.module.css'
import type { Source } from './use-source.ts'

/** Says that what plays is not the file itself, and offers to try that where it is there. */
export function ProxyBadge({ video, source }: { video: VideoDetails; source: Source }) {
  return (
    <span className={classes.badge} role="status">
      Playing a proxy
      {video.missing_since === null && !source.prefersOriginal && (
        <button type="button" className={classes.button} onClick={source.preferOriginal}>
          Try the original
        </button>
      )}
    </span>
  )
}
