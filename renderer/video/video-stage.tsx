import { useState } from 'react'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { parseFrameRate } from '../../shared/frame-rate.ts'
import { mediaUrl } from '../client.ts'
import { Button } from '../components/button.tsx'
import { AnalyseMenu } from '../components/lanes/analyse-menu.tsx'
import { Lanes } from '../components/lanes/lanes.tsx'
import { useStoryboard } from '../components/pictures/use-storyboard.ts'
import { createDeck } from '../components/player/deck.ts'
import { DeckProvider } from '../components/player/deck-context.ts'
import type { PlaybackFailure } from '../components/player/playback-source.ts'
import { Player } from '../components/player/player.tsx'
import { Scrubber } from '../components/player/scrubber.tsx'
import { TimeAxis } from '../components/player/time-axis.tsx'
import { type Source, useSource } from '../components/player/use-source.ts'
import { StageCard } from '../components/stage-card.tsx'
import { aspectRatioOf } from '../components/takes/video-facts.ts'
import { ExtractRange } from './extract-range.tsx'
import { MissingPanel } from './missing-panel.tsx'
import { OverwrittenPanel } from './overwritten-panel.tsx'
import { ProxyBadge } from './proxy-badge.tsx'
import { ProxyPanel } from './proxy-panel.tsx'
import { texts } from './texts.ts'
import { usePeaks } from './use-peaks.ts'
import classes from './video-page.module.css'
import { VideoTimelines } from './video-timelines.tsx'

/** The player of a video, or why it cannot be played and what to do. */
export function VideoStage({ video }: { video: VideoDetails }) {
  const source = useSource(video)
  const sheet = useStoryboard(video)
  const peaks = usePeaks(video)
  if (source.choice.play === null) return <Unplayable video={video} source={source} why={source.choice.why} />
  return (
    <Player
      key={source.src}
      videoId={video.id}
      src={source.src}
      poster={mediaUrl.poster(video)}
      name={video.name}
      frameRate={video.frame_rate}
      frameCount={video.frame_count}
      durationSeconds={video.duration_seconds}
      aspectRatio={aspectRatioOf(video)}
      sheet={sheet}
      peaks={peaks}
      badge={source.choice.play === 'proxy' && <ProxyBadge video={video} source={source} />}
      onFailure={(element) => {
        // A file with only sound has no picture, which is no failure.
        if (element.error || video.width !== null) source.reportFailure()
      }}
      actions={
        <>
          <ExtractRange video={video} />
          <AnalyseMenu videoIds={[video.id]} />
        </>
      }
    >
      <Lanes take={video} />
      <VideoTimelines videoId={video.id} />
    </Player>
  )
}

/** Replaces the player of a video that cannot be played. Its analyses are still shown, and it can be analysed. */
function Unplayable(props: { video: VideoDetails; source: Source; why: PlaybackFailure }) {
  const { video } = props
  const [deck] = useState(() => createDeck(parseFrameRate(video.frame_rate), video.duration_seconds ?? 0))
  return (
    <DeckProvider value={deck}>
      <UnplayableCard {...props} />
      <div className={classes.actions}>
        <AnalyseMenu videoIds={[video.id]} />
      </div>
      <TimeAxis>
        <Scrubber videoId={video.id} aspectRatio={aspectRatioOf(video)} peaks={null} />
        <Lanes take={video} />
        <VideoTimelines videoId={video.id} />
      </TimeAxis>
    </DeckProvider>
  )
}

function UnplayableCard({ video, source, why }: { video: VideoDetails; source: Source; why: PlaybackFailure }) {
  if (why === 'unsupported') return <ProxyPanel video={video} onReady={source.retry} />
  if (why === 'overwritten') return <OverwrittenPanel video={video} onRetry={source.retry} />
  if (why === 'missing') return <MissingPanel video={video} onRetry={source.retry} />
  return (
    <StageCard title={texts.couldntLoadTheVideo} text={texts.unplayableCardText} poster={mediaUrl.poster(video)}>
      <Button variant="primary" onClick={source.retry}>
        {texts.tryAgain}
      </Button>
    </StageCard>
  )
}
