import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useCanGoBack, useNavigate, useRouter } from '@tanstack/react-router'
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react'
import type { Timeline } from '../../shared/contract/timelines.ts'
import { parseFrameRate } from '../../shared/frame-rate.ts'
import { nearIdentical } from '../../shared/timelines/near-identical.ts'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { isNotFound } from '../components/error-message.ts'
import { ErrorState } from '../components/error-state.tsx'
import { StageCard } from '../components/stage-card.tsx'
import { framesLabel } from '../components/timelines/timeline-labels.ts'
import { useKeys } from '../components/use-keys.ts'
import { Extracting } from './extracting.tsx'
import { useFilm } from './film.ts'
import { FrameBar } from './frame-bar.tsx'
import { FrameStage } from './frame-stage.tsx'
import { FrameStrip } from './frame-strip.tsx'
import { TimelineHeader } from './timeline-header.tsx'
import { TimelineInspector } from './timeline-inspector.tsx'
import { timelineKeys } from './timeline-keys.ts'
import styles from './timeline-page.module.css'
import { type PaintTrack, RangeOfInterest, Track } from './track.tsx'
import { useFrames } from './use-frames.ts'

const route = getRouteApi('/timelines/$id')

/** The page of a timeline: its frames as a film. */
export function TimelinePage() {
  const { id } = route.useParams()
  const query = useQuery(api.timelines.get.queryOptions({ input: { id } }))
  const timeline = isNotFound(query.error) ? undefined : query.data
  const back = useBack()
  return (
    <article aria-label="Timeline" aria-busy={query.isPending}>
      <TimelineHeader timeline={timeline} words={timeline ? framesLabel(timeline) : ''} onBack={back} />
      {timeline ? (
        <Film key={timeline.id} timeline={timeline} onBack={back} />
      ) : isNotFound(query.error) ? (
        <StageCard
          isHeadline
          title="This timeline isn’t in the library."
          text="It may have been removed in this or another window."
        >
          <Button variant="primary" onClick={back}>
            Back to Timelines
          </Button>
        </StageCard>
      ) : (
        query.error && (
          <ErrorState title="Couldn’t load the timeline" error={query.error} onRetry={() => void query.refetch()} />
        )
      )}
    </article>
  )
}

/** Bits in which frames differ that are dimmed at first: what noise and compression change. */
const initialThreshold = 4

function Film({ timeline, onBack }: { timeline: Timeline; onBack: () => void }) {
  const { frames, isLoaded, error, retry } = useFrames(timeline.id)
  const film = useFilm(frames)
  const [threshold, setThreshold] = useState(initialThreshold)
  const [ratio, setRatio] = useState(16 / 9)
  const applied = useDeferredValue(threshold)
  const dimmed = useMemo(() => dimmedOf(frames, applied), [frames, applied])
  const paint = useCallback<PaintTrack>(
    (context, size, colour) => paintDistinct(context, size, colour, dimmed),
    [dimmed],
  )
  const rate = useRateOf(timeline)
  const tree = useRef<HTMLElement>(null)
  useKeys(timelineKeys, { film, dimmed, toTree: () => tree.current?.focus(), back: onBack })
  if (error && !isLoaded) return <ErrorState title="Couldn’t load the frames" error={error} onRetry={retry} />
  return (
    <>
      {frames.length === 0 ? (
        isLoaded && <Extracting timeline={timeline} />
      ) : (
        <div className={styles.desk}>
          <div className={styles.film}>
            <FrameStage timelineId={timeline.id} film={film} onRatio={setRatio} />
            <FrameStrip timelineId={timeline.id} film={film} dimmed={dimmed} ratio={ratio} />
            <Track film={film} label="All frames; faint where they hardly change" height={10} paint={paint}>
              <RangeOfInterest film={film} />
            </Track>
            <FrameBar film={film} rate={rate} dimmed={dimmed} threshold={threshold} onThreshold={setThreshold} />
          </div>
        </div>
      )}
      <TimelineInspector timeline={timeline} />
    </>
  )
}

function dimmedOf(frames: readonly { perceptual_hash: string }[], threshold: number): readonly boolean[] {
  return threshold < 0
    ? []
    : nearIdentical(
        frames.map(({ perceptual_hash }) => perceptual_hash),
        threshold,
      )
}

const paintDistinct = (
  context: CanvasRenderingContext2D,
  { width, height, count, xOf }: Parameters<PaintTrack>[1],
  colour: (name: string) => string,
  dimmed: readonly boolean[],
) => {
  context.fillStyle = colour('faint')
  context.globalAlpha = 0.6
  const pitch = width / Math.max(1, count)
  const gap = pitch > 4 ? 1 : 0
  for (let index = 0; index < count; index++)
    if (!dimmed[index]) context.fillRect(xOf(index), 2, Math.max(1, pitch - gap), height - 4)
}

/** Returns the frame rate of the video, if it is still in the library. */
function useRateOf({ video_id }: Timeline) {
  const { data } = useQuery({
    ...api.videos.get.queryOptions({ input: { id: video_id ?? '' } }),
    enabled: video_id !== null,
  })
  return parseFrameRate(data?.frame_rate ?? null)
}

function useBack(): () => void {
  const navigate = useNavigate()
  const { history } = useRouter()
  const canGoBack = useCanGoBack()
  return () => (canGoBack ? history.back() : void navigate({ to: '/timelines', search: {} }))
}
