import { Link } from '@tanstack/react-router'
import { ChevronLeft } from 'lucide-react'
import type { Timeline } from '../../shared/contract/timelines.ts'
import { Button } from '../components/button.tsx'
import { timelineLabel } from '../components/timelines/timeline-labels.ts'
import { Toolbar } from '../components/toolbar.tsx'
import { texts } from './texts.ts'

interface TimelineHeaderProps {
  timeline: Timeline | undefined
  words: string
  onBack: () => void
}

/** The header of a timeline: link back, name of the video and which frames it has. */
export function TimelineHeader({ timeline, words, onBack }: TimelineHeaderProps) {
  return (
    <Toolbar
      hasLine
      before={
        <Button variant="quiet" icon={ChevronLeft} onClick={onBack} title={texts.backEsc}>
          {texts.timelines}
        </Button>
      }
      title={timeline?.source_video ?? texts.timeline}
      words={timeline ? [timelineLabel(timeline), words].filter(Boolean).join(' · ') : ''}
    >
      {timeline?.video_id && (
        <Link to="/videos/$id" params={{ id: timeline.video_id }} search={{}}>
          {texts.openTheTake}
        </Link>
      )}
    </Toolbar>
  )
}
