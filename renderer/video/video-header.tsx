import { ChevronDown, ChevronLeft, ChevronUp } from 'lucide-react'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { formatCount } from '../../shared/units.ts'
import { Icon } from '../components/icon.tsx'
import { IconButton } from '../components/icon-button.tsx'
import wayBack from '../components/way-back.module.css'
import type { Neighbours } from './neighbours.ts'
import type { VideoMoves } from './use-video-moves.ts'
import classes from './video-header.module.css'
import { VideoName } from './video-name.tsx'

interface Props {
  video: VideoDetails | undefined
  neighbours: Neighbours | undefined
  moves: VideoMoves
}

/** The way back, the name, and the place in the list that the video was opened from. */
export function VideoHeader({ video, neighbours, moves }: Props) {
  return (
    <header className={classes.header}>
      <button type="button" className={wayBack.back} onClick={moves.toLibrary} title="Back to the library (Esc)">
        <Icon of={ChevronLeft} />
        Library
      </button>
      {video ? <VideoName key={video.id} video={video} /> : <span className={classes.spacer} />}
      {neighbours?.place && (
        <span className={classes.place}>
          {formatCount(neighbours.place)} of {formatCount(neighbours.total)}
        </span>
      )}
      <nav className={classes.neighbours} aria-label="Other takes">
        <IconButton
          icon={ChevronUp}
          label="Previous take"
          shortcut="↑"
          onClick={moves.toPrevious}
          disabled={!neighbours?.previous}
        />
        <IconButton
          icon={ChevronDown}
          label="Next take"
          shortcut="↓"
          onClick={moves.toNext}
          disabled={!neighbours?.next}
        />
      </nav>
    </header>
  )
}
