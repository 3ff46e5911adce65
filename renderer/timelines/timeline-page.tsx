import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useCanGoBack, useNavigate, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Timeline } from '../../shared/contract/timelines.ts'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { isNotFound } from '../components/error-message.ts'
import { ErrorState } from '../components/error-state.tsx'
import { StageCard } from '../components/stage-card.tsx'
import { framesLabel } from '../components/timelines/timeline-labels.ts'
import { useKeys } from '../components/use-keys.ts'
import { Extracting, ExtractingBar } from './extracting.tsx'
import { FilmDesk } from './film-desk.tsx'
import { texts } from './texts.ts'
import { TimelineHeader } from './timeline-header.tsx'
import { TimelineInspector } from './timeline-inspector.tsx'
import { leavingKeys } from './timeline-keys.ts'
import { useFrames } from './use-frames.ts'

const route = getRouteApi('/timelines/$id')

/** The page of a timeline: its frames as a film. */
export function TimelinePage() {
  const { id } = route.useParams()
  const query = useQuery(api.timelines.get.queryOptions({ input: { id } }))
  const timeline = isNotFound(query.error) ? undefined : query.data
  const back = useBack()
  return (
    <article aria-label={texts.timeline} aria-busy={query.isPending}>
      <TimelineHeader timeline={timeline} words={timeline ? framesLabel(timeline) : ''} onBack={back} />
      {timeline ? (
        <Film key={timeline.id} timeline={timeline} onBack={back} />
      ) : isNotFound(query.error) ? (
        <StageCard isHeadline title={texts.thisTimelineIsntIn} text={texts.timelinePageText}>
          <Button variant="primary" onClick={back}>
            {texts.backToTimelines}
          </Button>
        </StageCard>
      ) : (
        query.error && (
          <ErrorState title={texts.couldntLoadTheTimeline} error={query.error} onRetry={() => void query.refetch()} />
        )
      )}
    </article>
  )
}

function Film({ timeline, onBack }: { timeline: Timeline; onBack: () => void }) {
  const { frames, isLoaded, error, retry } = useFrames(timeline)
  if (error && !isLoaded) return <ErrorState title={texts.couldntLoadTheFrames} error={error} onRetry={retry} />
  // Frames of a job that failed are removed.
  if (frames.length > 0 && timeline.frames > 0)
    return (
      <>
        <ExtractingBar timeline={timeline} />
        <FilmDesk timeline={timeline} frames={frames} onBack={onBack} />
      </>
    )
  return (
    <>
      <Waiting onBack={onBack}>{isLoaded && <Extracting timeline={timeline} />}</Waiting>
      <TimelineInspector timeline={timeline} />
    </>
  )
}

/** A page without frames, which only the keys to leave it work on. */
function Waiting({ onBack, children }: { onBack: () => void; children: ReactNode }) {
  useKeys(leavingKeys, { back: onBack })
  return children
}

function useBack(): () => void {
  const navigate = useNavigate()
  const { history } = useRouter()
  const canGoBack = useCanGoBack()
  return () => (canGoBack ? history.back() : void navigate({ to: '/timelines', search: {} }))
}
