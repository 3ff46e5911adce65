import type { VideoDetails } from '../../shared/contract/videos.ts'
import { Button } from '../components/button.tsx'
import type { Source } from '../components/player/use-source.ts'
import { absence } from '../components/takes/take-labels.ts'
import classes from './proxy-badge.module.css'
import { texts } from './texts.ts'

/** Tells that a proxy is playing, with a button to try the original unless its file is away. */
export function ProxyBadge({ video, source }: { video: VideoDetails; source: Source }) {
  return (
    <span className={classes.badge} role="status">
      {texts.playingAProxy}
      {absence(video) === null && !source.prefersOriginal && (
        <Button variant="link" className={classes.button} onClick={source.preferOriginal}>
          {texts.playTheOriginal}
        </Button>
      )}
    </span>
  )
}
