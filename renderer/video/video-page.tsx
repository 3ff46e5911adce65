import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { api } from '../client.ts'
import { useNeighbours } from './neighbours.ts'
import { useVideoKeys } from './use-video-keys.ts'
import { useVideoMoves } from './use-video-moves.ts'
import { VideoHeader } from './video-header.tsx'
import { VideoInspector } from './video-inspector.tsx'
import classes from './video-page.module.css'
import { isGone, VideoProblem } from './video-problem.tsx'
import { VideoStage } from './video-stage.tsx'

/** One video: its player, and what is known about it. */
export function VideoPage() {
  const { id = '' } = useParams({ strict: false })
  const query = useQuery(api.videos.get.queryOptions({ input: { id } }))
  const neighbours = useNeighbours(id)
  const moves = useVideoMoves(id, neighbours)
  useVideoKeys(moves)
  // A take that was removed elsewhere is gone, whatever was read before; any other failure leaves it on screen.
  const video = isGone(query.error) ? undefined : query.data
  return (
    <article className={classes.page} aria-busy={query.isPending} aria-label={video?.name ?? 'Video'}>
      <VideoHeader video={video} neighbours={neighbours} moves={moves} />
      {video ? (
        <>
          <VideoStage key={video.id} video={video} />
          <VideoInspector video={video} moves={moves} />
        </>
      ) : query.isError ? (
        <VideoProblem error={query.error} onRetry={() => void query.refetch()} onBack={moves.toLibrary} />
      ) : (
        <div className={classes.waiting} role="status" aria-label="Loading" />
      )}
    </article>
  )
}
