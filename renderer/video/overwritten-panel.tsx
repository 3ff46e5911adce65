import { useQuery } from '@tanstack/react-query'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { api, mediaUrl } from '../client.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { importPaths } from '../components/import/import-paths.ts'
import classes from '../components/stage-card.module.css'
import { StageCard } from '../components/stage-card.tsx'
import { LocateFile } from './locate-file.tsx'
import { texts } from './texts.ts'

/** For a video whose file has another content now: the new content can be imported, the old one located elsewhere. */
export function OverwrittenPanel({ video, onRetry }: { video: VideoDetails; onRetry: () => void }) {
  const path = video.overwritten_path ?? video.file_path
  const { data } = useQuery(api.versions.list.queryOptions({ input: { video_id: video.id } }))
  const version = data?.items.find(({ previous }) => previous.id === video.id)?.video
  return (
    <StageCard
      title={texts.theFileWasOverwritten}
      text={
        <>
          <p>{texts.anotherProgramWroteNew}</p>
          <pre className={classes.detail}>{path}</pre>
          <p>
            {texts.detailsStay} {version ? texts.newContentIsTake : texts.importNewContent}
          </p>
        </>
      }
      poster={mediaUrl.poster(video)}
    >
      <LocateFile id={video.id} onFound={onRetry}>
        {version ? (
          <ButtonLink variant="primary" to="/videos/$id" params={{ id: version.id }}>
            {texts.openNewVersion}
          </ButtonLink>
        ) : (
          <Button variant="primary" onClick={() => void importPaths([path])}>
            {texts.importNewVersion}
          </Button>
        )}
        <Button onClick={onRetry}>{texts.checkAgain}</Button>
      </LocateFile>
    </StageCard>
  )
}
