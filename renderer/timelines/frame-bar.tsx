import { Tooltip } from '@mantine/core'
import {
  ArrowLeftToLine,
  ArrowRightToLine,
  ChevronFirst,
  ChevronLast,
  type LucideIcon,
  Pause,
  Play,
  StepBack,
  StepForward,
  X,
} from 'lucide-react'
import type { FrameRate } from '../../shared/frame-rate.ts'
import { hasInOut } from '../../shared/in-out-points.ts'
import { timecodeOfFrame } from '../../shared/smpte-timecode.ts'
import { formatCount, formatTimecode } from '../../shared/units.ts'
import { IconButton } from '../components/icon-button.tsx'
import { clearInOut, type Film, setIn, setOut, setShuttle, step, useFilmState } from './film.ts'
import styles from './frame-bar.module.css'
import { texts } from './texts.ts'

interface FrameBarProps {
  film: Film
  /** Of the video; null if it is unknown. */
  rate: FrameRate | null
  dimmed: readonly boolean[]
  /** Bits in which nearly identical frames differ at most; 0 dims only equal hashes, -1 nothing. */
  threshold: number
  onThreshold: (threshold: number) => void
}

/** The row below the strip: time, controls and the similarity from which frames are dimmed. */
export function FrameBar({ film, rate, dimmed, threshold, onThreshold }: FrameBarProps) {
  return (
    <section className={styles.bar} aria-label={texts.playback}>
      <Time film={film} rate={rate} />
      <Controls film={film} />
      <Similarity dimmed={dimmed} threshold={threshold} onThreshold={onThreshold} />
    </section>
  )
}

function Time({ film, rate }: { film: Film; rate: FrameRate | null }) {
  const frame = useFilmState(film, ({ frames, index }) => frames[index])
  const last = useFilmState(film, ({ frames }) => frames.at(-1))
  const timecode = rate && frame?.frame_number != null ? timecodeOfFrame(rate, frame.frame_number) : null
  return (
    <span className={styles.time}>
      <b>{formatTimecode(frame?.timestamp)}</b> / {formatTimecode(last?.timestamp)}
      {timecode && <span title={texts.timeCodeOfThe}>{timecode}</span>}
    </span>
  )
}

function Controls({ film }: { film: Film }) {
  const shuttle = useFilmState(film, (state) => state.shuttle)
  const inOut = useFilmState(film, (state) => state.inOut)
  const isPlaying = shuttle !== 0
  const button = (icon: LucideIcon, label: string, shortcut: string, onClick: () => void, isOn?: boolean) => (
    <IconButton
      {...{ icon, label, shortcut, onClick }}
      data-on={isOn || undefined}
      // A mouse press must not move the focus, so that Space still plays.
      onMouseDown={(event) => event.preventDefault()}
    />
  )
  return (
    <div className={styles.group}>
      {button(ChevronFirst, texts.firstFrame, 'Home', () => step(film, Number.NEGATIVE_INFINITY))}
      {button(StepBack, texts.previousFrame, '←', () => step(film, -1))}
      {button(isPlaying ? Pause : Play, isPlaying ? texts.stop : texts.play, 'Space', () =>
        setShuttle(film, isPlaying ? 0 : 1),
      )}
      {button(StepForward, texts.nextFrame, '→', () => step(film, 1))}
      {button(ChevronLast, texts.lastFrame, 'End', () => step(film, Number.POSITIVE_INFINITY))}
      <span className={styles.speed}>{isPlaying && shuttle !== 1 ? `${shuttle}×` : ''}</span>
      {button(ArrowLeftToLine, texts.setFirstFrame, 'I', () => setIn(film), inOut.in !== null)}
      {button(ArrowRightToLine, texts.setLastFrame, 'O', () => setOut(film), inOut.out !== null)}
      {hasInOut(inOut) && button(X, texts.clearTheRange, 'X', () => clearInOut(film))}
    </div>
  )
}

/** More bits than this would dim most of any video. */
const mostBits = 24

function Similarity({ dimmed, threshold, onThreshold }: Pick<FrameBarProps, 'dimmed' | 'threshold' | 'onThreshold'>) {
  const count = dimmed.filter(Boolean).length
  return (
    <Tooltip label={texts.similarityLabel}>
      <label className={styles.similarity}>
        <span>{threshold < 0 ? texts.noFrameDimmed : texts.dimmed(formatCount(count))}</span>
        <input
          type="range"
          aria-label={texts.dimSimilarFrames}
          aria-valuetext={threshold < 0 ? 'off' : texts.bitsThatDiffer(formatCount(threshold, 'bit'))}
          min={-1}
          max={mostBits}
          value={threshold}
          onKeyDown={(event) => {
            // They would also move through the frames.
            if (/^(Arrow|Page|Home|End)/.test(event.key)) event.stopPropagation()
          }}
          onChange={(event) => onThreshold(Number(event.currentTarget.value))}
        />
      </label>
    </Tooltip>
  )
}
