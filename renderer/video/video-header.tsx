import { ChevronDown, ChevronLeft, ChevronUp } from 'lucide-react'
import type { Neighbours, VideoDetails } from '../../shared/contract/videos.ts'
import { formatCount } from '../../shared/units.ts'
import { Button } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Toolbar } from '../components/toolbar.tsx'
import { texts } from './texts.ts'
import type { VideoMoves } from './use-video-moves.ts'
import classes from './video-header.module.css'
import { VideoName } from './video-name.tsx'

interface Props {
  video: VideoDetails | undefined
  neighbours: Neighbours | undefined
  moves: VideoMoves
}

/** The header of a video: link back, name, and position in the list from which it was opened. */
export function VideoHeader({ video, neighbours, moves }: Props) {
  return (
    <Toolbar
      before={
        <Button icon={ChevronLeft} variant="quiet" onClick={moves.toLibrary} title={texts.backByEscape}>
          {texts.library}
        </Button>
      }
    >
      {video && <VideoName key={video.id} video={video} />}
      <nav className={classes.neighbours} aria-label={texts.otherTakes}>
        {neighbours?.position && (
          <span>{texts.of(formatCount(neighbours.position), formatCount(neighbours.total))}</span>
        )}
        <IconButton
          icon={ChevronUp}
          label={texts.previousTake}
          shortcut="A take: ArrowUp"
          onClick={moves.toPrevious}
          disabled={!neighbours?.previous}
        />
        <IconButton
          icon={ChevronDown}
          label={texts.nextTake}
          shortcut="A take: ArrowDown"
          onClick={moves.toNext}
          disabled={!neighbours?.next}
        />
      </nav>
    </Toolbar>
  )
}
