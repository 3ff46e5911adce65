import { Tabs } from '@mantine/core'
import { GitFork, PencilLine, Trash2 } from 'lucide-react'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { Icon } from '../components/icon.tsx'
import { ProcessingTab } from '../processing/processing-tab.tsx'
import { Inspector } from '../shell/inspector.tsx'
import { TakeMarks } from '../tagging/take-marks.tsx'
import { AskedWhy } from './asked-why.tsx'
import { MadeBy } from './made-by.tsx'
import { useInspectorTab } from './use-inspector-tab.ts'
import type { VideoMoves } from './use-video-moves.ts'
import { VideoFacts } from './video-facts.tsx'
import classes from './video-inspector.module.css'
import { VideoLocations } from './video-locations.tsx'

/** What is known about a video, and what can be done with it. */
export function VideoInspector({ video, moves }: { video: VideoDetails; moves: VideoMoves }) {
  const [tab, setTab] = useInspectorTab(video.id)
  return (
    <Inspector>
      <div className={classes.inspector}>
        <TakeMarks video={video} />
        <Tabs
          value={tab ?? null}
          onChange={setTab}
          keepMounted={false}
          classNames={{ list: classes.tabs ?? '', tab: classes.tab ?? '' }}
        >
          <Tabs.List aria-label="About this take">
            <Tabs.Tab value="made-by">Made by</Tabs.Tab>
            <Tabs.Tab value="facts">Facts</Tabs.Tab>
            <Tabs.Tab value="where">
              Where{video.locations.length > 1 && <span className={classes.count}>{video.locations.length}</span>}
            </Tabs.Tab>
            <Tabs.Tab value="processing">Processing</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="made-by">
            <MadeBy video={video} />
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
        <AskedWhy videoId={video.id} />
        <div className={classes.actions}>
          <button type="button" className={classes.action} onClick={moves.toLineage}>
            <Icon of={GitFork} />
            Lineage <kbd>G</kbd>
          </button>
          <button type="button" className={classes.action} onClick={moves.rename}>
            <Icon of={PencilLine} />
            Rename <kbd>F2</kbd>
          </button>
          <button type="button" className={classes.action} onClick={() => void moves.remove()}>
            <Icon of={Trash2} />
            Remove from library <kbd>Del</kbd>
          </button>
        </div>
      </div>
    </Inspector>
  )
}
