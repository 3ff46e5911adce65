import type { VideoDetails } from '../../shared/contract/videos.ts'
import { mediaUrl } from '../client.ts'
import blank from '../components/blank.module.css'
import classes from './panel.module.css'
import { Panel } from './panel.tsx'
import { sinceWords } from './since.ts'

/** For a video whose file is not where it was. */
export function MissingPanel({ video, onRetry }: { video: VideoDetails; onRetry: () => void }) {
  return (
    <Panel
      title="The file is not where it was."
      text={
        <>
          <p>
            {video.missing_since ? `It has been missing since ${sinceWords(video.missing_since)}. ` : ''}
            It was last seen at
          </p>
          <pre className={classes.detail}>{video.file_path}</pre>
          <p>
            Connect the disk that holds it, or import the file from where it is now: Rushes knows it by its content, so
            the name and all else stay.
          </p>
        </>
      }
      poster={mediaUrl.poster(video)}
    >
      <button type="button" className={blank.primary} onClick={onRetry}>
        Look again
      </button>
    </Panel>
  )
}
