import { useState } from 'react'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { parseFrameRate } from '../../shared/frame-rate.ts'
import { mediaUrl } from '../client.ts'
import blank from '../components/blank.module.css'
import { useStoryboard } from '../components/use-storyboard.ts'
import { AnalyseMenu } from '../lanes/analyse-menu.tsx'
import { Lanes } from '../lanes/lanes.tsx'
import { createDeck } from '../player/deck.ts'
import { DeckProvider } from '../player/deck-context.ts'
import { Player } from '../player/player.tsx'
import { ExtractRange } from '../processing/extract-range.tsx'
import type { Trouble } from './choose-source.ts'
import { aspectRatioOf } from './facts.ts'
import { MissingPanel } from './missing-panel.tsx'
import { Panel } from './panel.tsx'
import { ProxyBadge } from './proxy-badge.tsx'
import { ProxyPanel } from './proxy-panel.tsx'
import { usePeaks } from './use-peaks.ts'
import { type Source, useSource } from './use-source.ts'
import classes from './video-page.module.css'

/** The video itself, or why it cannot be seen and what to do about it. */
export function VideoStage({ video }: { video: VideoDetails }) {
  const source = useSource(video)
  const sheet = useStoryboard(video)
  const peaks = usePeaks(video)
  if (source.choice.play === null) return <Unplayable video={video} source={source} why={source.choice.why} />
  return (
    <Player
      key={source.src}
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
      onTrouble={(element) => {
        // A file of sound alone is no trouble: there is no picture to miss.
        if (element.error || video.width !== null) source.reportTrouble()
      }}
      actions={
        <>
          <ExtractRange video={video} />
          <AnalyseMenu videoIds={[video.id]} />
        </>
      }
    >
      <Lanes take={video} />
    </Player>
  )
}

/** What cannot be played here can be analysed all the same, and what was found of it be seen. */
function Unplayable(props: { video: VideoDetails; source: Source; why: Trouble }) {
  const { video } = props
  const [deck] = useState(() => createDeck(parseFrameRate(video.frame_rate), video.duration_seconds ?? 0))
  return (
    <DeckProvider value={deck}>
      <Obstacle {...props} />
      <div className={classes.actions}>
        <AnalyseMenu videoIds={[video.id]} />
      </div>
      <Lanes take={video} />
    </DeckProvider>
  )
}

function Obstacle({ video, source, why }: { video: VideoDetails; source: Source; why: Trouble }) {
  if (why === 'unsupported') return <ProxyPanel video={video} onReady={source.retry} />
  if (why === 'missing') return <MissingPanel video={video} onRetry={source.retry} />
  return (
    <Panel
      title="The video could not be read."
      text="The library did not send it. Check that Rushes is running and that its disk is connected."
      poster={mediaUrl.poster(video)}
    >
      <button type="button" className={blank.primary} onClick={source.retry}>
        Try again
      </button>
    </Panel>
  )
}
