import { useQuery } from '@tanstack/react-query'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { api, mediaUrl } from '../client.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { importPaths } from '../components/import/import-paths.ts'
import classes from '../components/stage-card.module.css'
import { StageCard } from '../components/stage-card.tsx'
import { LocateFile } from './locate-file.tsx'

/** For a video whose file has another content now: the new content can be imported, the old one located elsewhere. */
export function OverwrittenPanel({ video, onRetry }: { video: VideoDetails; onRetry: () => void }) {
  const path = video.overwritten_path ?? video.file_path
  const { data } = useQuery(api.versions.list.queryOptions({ input: { video_id: video.id } }))
  const version = data?.items.find(({ previous }) => previous.id === video.id)?.video
  return (
    <StageCard
      title="The file was overwritten."
      text={
        <>
          <p>Another program wrote new content to</p>
          <pre className={classes.detail}>{path}</pre>
          <p>
            This take’s details, tags and analyses stay, but its own content is no longer there.{' '}
            {version
              ? 'The new content is a take of its own.'
              : 'Import the new content as a new version, or locate another copy of the old one.'}
          </p>
        </>
      }
      poster={mediaUrl.poster(video)}
    >
      <LocateFile id={video.id} onFound={onRetry}>
        {version ? (
          <ButtonLink variant="primary" to="/videos/$id" params={{ id: version.id }}>
            Open new version
          </ButtonLink>
        ) : (
          <Button variant="primary" onClick={() => void importPaths([path])}>
            Import new version
          </Button>
        )}
        <Button onClick={onRetry}>Check again</Button>
      </LocateFile>
    </StageCard>
  )
}
