import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { api } from '../client.ts'
import { isNotFound } from '../components/error-message.ts'
import { VideoProblem } from '../components/takes/video-problem.tsx'
import { useKeys } from '../components/use-keys.ts'
import { useNeighbours } from './neighbours.ts'
import { texts } from './texts.ts'
import { useVideoMoves } from './use-video-moves.ts'
import { VideoHeader } from './video-header.tsx'
import { VideoInspector } from './video-inspector.tsx'
import { videoKeys } from './video-keys.ts'
import classes from './video-page.module.css'
import { VideoStage } from './video-stage.tsx'

const route = getRouteApi('/videos/$id')

/** The page of a video with player and inspector. */
export function VideoPage() {
  const { id } = route.useParams()
  const query = useQuery(api.videos.get.queryOptions({ input: { id } }))
  const neighbours = useNeighbours(id)
  const moves = useVideoMoves(id)
  useKeys(videoKeys, moves)
  // If the take was removed elsewhere, its loaded details are outdated; after any other error they stay on screen.
  const video = isNotFound(query.error) ? undefined : query.data
  return (
    <article className={classes.page} aria-busy={query.isPending} aria-label={video?.name ?? texts.video}>
      <VideoHeader video={video} neighbours={neighbours} moves={moves} />
      {video ? (
        <>
          <VideoStage key={video.id} video={video} />
          <VideoInspector video={video} moves={moves} />
        </>
      ) : query.isError ? (
        <VideoProblem error={query.error} onRetry={() => void query.refetch()} onBack={moves.toLibrary} />
      ) : (
        <div className={classes.waiting} role="status" aria-label={texts.loading} />
      )}
    </article>
  )
}
