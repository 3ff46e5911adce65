import { Link } from '@tanstack/react-router'
import { ChevronLeft } from 'lucide-react'
import type { Timeline } from '../../shared/contract/timelines.ts'
import { Button } from '../components/button.tsx'
import { timelineLabel } from '../components/timelines/timeline-labels.ts'
import { Toolbar } from '../components/toolbar.tsx'

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
        <Button variant="quiet" icon={ChevronLeft} onClick={onBack} title="Back (Esc)">
          Timelines
        </Button>
      }
      title={timeline?.source_video ?? 'Timeline'}
      words={timeline ? [timelineLabel(timeline), words].filter(Boolean).join(' · ') : ''}
    >
      {timeline?.video_id && (
        <Link to="/videos/$id" params={{ id: timeline.video_id }} search={{}}>
          Open the take
        </Link>
      )}
    </Toolbar>
  )
}
