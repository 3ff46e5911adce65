import { useQuery } from '@tanstack/react-query'
import { FileSearch } from 'lucide-react'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { api, client, mediaUrl } from '../client.ts'
import blank from '../components/blank.module.css'
import { showError } from '../components/notice.tsx'
import { PathForm } from '../components/path-form.tsx'
import classes from './panel.module.css'
import { Panel } from './panel.tsx'
import { sinceWords } from './since.ts'

/** For a video whose file is not where it was, or whose disk is away. */
export function MissingPanel({ video, onRetry }: { video: VideoDetails; onRetry: () => void }) {
  const can = useQuery(api.library.get.queryOptions()).data?.can
  return (
    <Panel
      title={video.is_offline ? 'The file is offline.' : 'The file is not where it was.'}
      text={
        <>
          <p>
            {video.missing_since && !video.is_offline
              ? `It has been missing since ${sinceWords(video.missing_since)}. `
              : ''}
            It was last seen at
          </p>
          <pre className={classes.detail}>{video.file_path}</pre>
          <p>
            {video.is_offline
              ? 'The disk, share or watched folder that holds it is not connected. Nothing is lost: connect it and look again.'
              : 'Connect the disk that holds it, or import the file from where it is now: Rushes knows it by its content, so the name and all else stay.'}
          </p>
        </>
      }
      poster={mediaUrl.poster(video)}
    >
      <div className={blank.buttons}>
        <button type="button" className={blank.primary} onClick={onRetry}>
          Look again
        </button>
        {can?.pick && (
          <button type="button" className={blank.button} onClick={() => void pick(video.id, onRetry)}>
            Locate the file…
          </button>
        )}
      </div>
      {can?.pick === false && (
        <PathForm
          label="Path of the file on the computer of the library"
          placeholder="/where/it/is/now.mp4"
          icon={FileSearch}
          action="Locate"
          onPath={(path) => locate(video.id, path, onRetry)}
        />
      )}
    </Panel>
  )
}

async function pick(id: string, onFound: () => void): Promise<void> {
  try {
    const [path] = (await client.imports.pick({ kind: 'files' })).paths
    if (path !== undefined) await locate(id, path, onFound)
  } catch (error) {
    showError(error)
  }
}

/** Says where the file of a take is now. Answers whether it is that take. */
async function locate(id: string, path: string, onFound: () => void): Promise<boolean> {
  try {
    await client.videos.relink({ id, path })
    onFound()
    return true
  } catch (error) {
    showError(error)
    return false
  }
}
