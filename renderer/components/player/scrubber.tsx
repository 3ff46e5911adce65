import { type PointerEvent, useRef, useState } from 'react'
import { frameAt } from '../../../shared/frame-rate.ts'
import { hasInOut, inOutRange } from '../../../shared/in-out-points.ts'
import { formatTimecode } from '../../../shared/units.ts'
import { type KeyBinding, runKeys } from '../keys.ts'
import type { StoryboardSheet } from '../pictures/storyboard-frame.ts'
import { BarHover } from './bar-hover.tsx'
import { type Deck, positionOf, shownTime } from './deck.ts'
import { useDeck, useDeckState } from './deck-context.ts'
import { Filmstrip } from './filmstrip.tsx'
import classes from './scrubber.module.css'
import { seekBy } from './seeking.ts'
import { useScrub } from './use-scrub.ts'
import { Waveform } from './waveform.tsx'

export interface ScrubberProps {
  /** Width by height as displayed. */
  aspectRatio: number
  /** Frames along the scrubber, which is plain without them. */
  sheet?: StoryboardSheet | undefined
  /** Peaks of the sound along the scrubber, 0 to 255; undefined until they are loaded, null if there is no sound. */
  peaks?: readonly number[] | null | undefined
}

/** The whole video as a bar with playhead, in and out, and loaded parts; drag it to scrub. */
export function Scrubber({ aspectRatio, sheet, peaks }: ScrubberProps) {
  const deck = useDeck()
  const bar = useRef<HTMLDivElement>(null)
  const [hover, setHover] = useState<number | null>(null)
  const duration = useDeckState((state) => state.durationSeconds)
  const ready = useDeckState((state) => state.ready)
  const position = useDeckState(positionOf)
  const scrub = useScrub(deck, bar)
  const track = (event: PointerEvent) => setHover(scrub.secondsAt(event))

  return (
    <div
      ref={bar}
      className={classes.scrubber}
      role="slider"
      tabIndex={0}
      aria-label="Position"
      aria-valuemin={0}
      aria-valuemax={Math.round(duration * 1000) / 1000}
      aria-valuenow={Math.round(position * 1000) / 1000}
      aria-valuetext={spokenPosition(deck, duration)}
      aria-disabled={!ready}
      onMouseDown={(event) => event.preventDefault()}
      onPointerDown={scrub.begin}
      onPointerMove={(event) => {
        track(event)
        scrub.move(event)
      }}
      onPointerUp={scrub.end}
      onPointerCancel={scrub.end}
      onPointerLeave={() => setHover(null)}
      onKeyDown={(event) => runKeys(event, scrubberKeys, deck)}
    >
      <Filmstrip sheet={sheet} aspectRatio={aspectRatio} />
      {peaks !== null && <Waveform peaks={peaks} />}
      <Buffered />
      <MarkedRange />
      {duration > 0 && <i className={classes.playhead} style={{ left: percent(position, duration) }} />}
      {hover !== null && duration > 0 && (
        <BarHover seconds={hover} durationSeconds={duration} aspectRatio={aspectRatio} sheet={sheet} />
      )}
    </div>
  )
}

const tenthOf = (deck: Deck) => deck.store.getState().durationSeconds / 10

/** Keys of the focused slider that are not player commands already. */
const scrubberKeys: readonly KeyBinding<Deck>[] = [
  { keys: 'ArrowUp', label: 'One second on', run: (deck) => seekBy(deck, 1) },
  { keys: 'ArrowDown', label: 'One second back', run: (deck) => seekBy(deck, -1) },
  { keys: 'PageUp', label: 'A tenth on', run: (deck) => seekBy(deck, tenthOf(deck)) },
  { keys: 'PageDown', label: 'A tenth back', run: (deck) => seekBy(deck, -tenthOf(deck)) },
]

function spokenPosition(deck: Deck, duration: number): string {
  const state = deck.store.getState()
  const time = `${formatTimecode(shownTime(deck, state))} of ${formatTimecode(duration)}`
  return deck.frameRate ? `${time}, frame ${frameAt(deck.frameRate, positionOf(state))}` : time
}

function percent(seconds: number, duration: number): string {
  return `${(Math.min(seconds, duration) / duration) * 100}%`
}

function MarkedRange() {
  const inOut = useDeckState((state) => state.inOut)
  const duration = useDeckState((state) => state.durationSeconds)
  if (duration <= 0 || !hasInOut(inOut)) return null
  const { start, end } = inOutRange(inOut, duration)
  const style = { left: percent(start, duration), right: `calc(100% - ${percent(end, duration)})` }
  return (
    <span className={classes.range}>
      <i className={classes.inOut} style={style} />
    </span>
  )
}

function Buffered() {
  const buffered = useDeckState((state) => state.buffered)
  const duration = useDeckState((state) => state.durationSeconds)
  if (duration <= 0) return null
  return buffered.map(({ start, end }) => (
    <i
      key={start}
      className={classes.buffered}
      style={{ left: percent(start, duration), right: `calc(100% - ${percent(end, duration)})` }}
    />
  ))
}
