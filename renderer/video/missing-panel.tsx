import type { VideoDetails } from '../../shared/contract/videos.ts'
import { readArchiveAddress } from '../../shared/object-address.ts'
import { mediaUrl } from '../client.ts'
import { Button } from '../components/button.tsx'
import { formatWhenInline } from '../components/relative-time.ts'
import classes from '../components/stage-card.module.css'
import { StageCard } from '../components/stage-card.tsx'
import { LocateFile } from './locate-file.tsx'
import { texts } from './texts.ts'

/** Replaces the player of a video whose file is missing or whose disk is offline. */
export function MissingPanel({ video, onRetry }: { video: VideoDetails; onRetry: () => void }) {
  const archive = readArchiveAddress(video.file_path)?.archive
  const what = archive === undefined ? 'file' : 'archive'
  return (
    <StageCard
      title={video.is_offline ? texts.theIsOffline(what) : texts.theIsMissing(what)}
      text={
        <>
          <p>
            {video.missing_since && !video.is_offline
              ? texts.missingSinceSentence(formatWhenInline(video.missing_since))
              : ''}
            {texts.lastFoundAt}
          </p>
          <pre className={classes.detail}>{archive ?? video.file_path}</pre>
          <p>{video.is_offline ? texts.notConnected : texts.importFromNewFolder(what)}</p>
        </>
      }
      poster={mediaUrl.poster(video)}
    >
      <LocateFile id={video.id} onFound={onRetry}>
        <Button variant="primary" onClick={onRetry}>
          {texts.checkAgain}
        </Button>
      </LocateFile>
    </StageCard>
  )
}
