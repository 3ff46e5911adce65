import { Tabs, VisuallyHidden } from '@mantine/core'
import { Film, GitFork, History, PencilLine, Trash2 } from 'lucide-react'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { Button } from '../components/button.tsx'
import { Inspector } from '../components/inspector.tsx'
import { useLanes } from '../components/lanes/use-lanes.ts'
import { WhyPanel } from '../components/lanes/why-panel.tsx'
import { Shortcut } from '../components/shortcut.tsx'
import { RatingAndTags } from '../components/tags/rating-and-tags.tsx'
import { closeExplanation, useExplained } from '../state/explained-analysis.ts'
import { GenerationTab } from './generation-tab.tsx'
import { ProcessingTab } from './processing-tab.tsx'
import { texts } from './texts.ts'
import { useInspectorTab } from './use-inspector-tab.ts'
import type { VideoMoves } from './use-video-moves.ts'
import { VideoFacts } from './video-facts.tsx'
import classes from './video-inspector.module.css'
import { VideoLocations } from './video-locations.tsx'

/** The inspector of a video: rating, tags, and tabs with its details. */
export function VideoInspector({ video, moves }: { video: VideoDetails; moves: VideoMoves }) {
  const [tab, setTab] = useInspectorTab(video.id)
  return (
    <Inspector>
      <div className={classes.inspector}>
        <VisuallyHidden component="h2">{texts.details}</VisuallyHidden>
        <RatingAndTags kind="video" of={video} />
        <Tabs value={tab ?? null} onChange={setTab} keepMounted={false}>
          <Tabs.List aria-label={texts.aboutThisTake}>
            <Tabs.Tab value="generation">{texts.howItWasMade}</Tabs.Tab>
            <Tabs.Tab value="facts">{texts.facts}</Tabs.Tab>
            <Tabs.Tab value="where">
              {texts.locations}
              {video.locations.length > 1 && <span className={classes.count}>{video.locations.length}</span>}
            </Tabs.Tab>
            <Tabs.Tab value="processing">{texts.edits}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="generation">
            <GenerationTab video={video} />
          </Tabs.Panel>
          <Tabs.Panel value="facts">
            <VideoFacts video={video} />
          </Tabs.Panel>
          <Tabs.Panel value="where">
            <VideoLocations video={video} />
          </Tabs.Panel>
          <Tabs.Panel value="processing" className={classes.facts ?? ''}>
            <ProcessingTab video={video} />
          </Tabs.Panel>
        </Tabs>
        <RequestedExplanation videoId={video.id} />
        <div className={classes.actions}>
          <Button icon={GitFork} variant="row" onClick={moves.toLineage}>
            {texts.lineage} <kbd>G</kbd>
          </Button>
          <Button icon={History} variant="row" onClick={moves.toHistory}>
            {texts.history}
          </Button>
          <Button icon={Film} variant="row" onClick={moves.newTimeline}>
            {texts.newTimeline} <Shortcut id="A take: Shift+N" />
          </Button>
          <Button icon={PencilLine} variant="row" onClick={moves.rename}>
            {texts.rename} <kbd>F2</kbd>
          </Button>
          <Button icon={Trash2} variant="row" onClick={() => void moves.remove()}>
            {texts.removeFromLibrary} <kbd>{texts.del}</kbd>
          </Button>
        </div>
      </div>
    </Inspector>
  )
}

/** The requested explanation of one of the take's analyses, if any. */
function RequestedExplanation({ videoId }: { videoId: string }) {
  const { id } = useExplained()
  const row = useLanes(videoId).lanes?.find((lane) => lane.id === id)
  return row ? <WhyPanel key={row.id} row={row} videoId={videoId} onClose={closeExplanation} /> : null
}
