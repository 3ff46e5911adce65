import { type PointerEvent, useRef, useState } from 'react'
import { frameAt } from '../../../shared/frame-rate.ts'
import { hasInOut, inOutRange } from '../../../shared/in-out-points.ts'
import { type KeyBinding, runKeys } from '../keys.ts'
import type { StoryboardSheet } from '../pictures/storyboard-frame.ts'
import { Overview, ZoomControls } from './axis-controls.tsx'
import { BarHover } from './bar-hover.tsx'
import { type Deck, positionOf, shownTime } from './deck.ts'
import { useDeck, useDeckState, useTimeView } from './deck-context.ts'
import { Filmstrip } from './filmstrip.tsx'
import { usePreferences } from './preferences.ts'
import { RangeMarks } from './range-marks.tsx'
import { Ruler } from './ruler.tsx'
import classes from './scrubber.module.css'
import { seekBy } from './seeking.ts'
import { texts } from './texts.ts'
import { formatTime, type TimeFormat } from './time-format.ts'
import { spanOf } from './time-view.ts'
import { useScrub } from './use-scrub.ts'
import { Waveform } from './waveform.tsx'

export interface ScrubberProps {
  videoId: string
  /** Width by height as displayed. */
  aspectRatio: number
  /** Frames along the scrubber, which is plain without them. */
  sheet?: StoryboardSheet | undefined
  /** Peaks of the sound along the scrubber, 0 to 255; undefined until they are loaded, null if there is no sound. */
  peaks?: readonly number[] | null | undefined
}

/** The ruler, the film strip and the sound of the shown part, with in, out and loaded parts; drag it to scrub. */
export function Scrubber({ videoId, aspectRatio, sheet, peaks }: ScrubberProps) {
  const deck = useDeck()
  const bar = useRef<HTMLDivElement>(null)
  const [hover, setHover] = useState<number | null>(null)
  const duration = useDeckState((state) => state.durationSeconds)
  const ready = useDeckState((state) => state.ready)
  const position = useDeckState(positionOf)
  const format = usePreferences((state) => state.timeFormat)
  const scrub = useScrub(deck, bar)
  const track = (event: PointerEvent) => setHover(scrub.secondsAt(event))

  return (
    <div className={classes.tracks}>
      <ZoomControls />
      <div className={classes.bar}>
        <Overview />
        <div
          ref={bar}
          id="time-axis"
          className={classes.scrubber}
          role="slider"
          tabIndex={0}
          aria-label={texts.position}
          aria-valuemin={0}
          aria-valuemax={Math.round(duration * 1000) / 1000}
          aria-valuenow={Math.round(position * 1000) / 1000}
          aria-valuetext={spokenPosition(deck, format, duration)}
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
          <Ruler />
          <div className={classes.pictures}>
            <Filmstrip sheet={sheet} aspectRatio={aspectRatio} />
            {peaks !== null && <Waveform peaks={peaks} />}
            <Buffered />
            <InOutRange />
            <RangeMarks videoId={videoId} />
          </div>
          {hover !== null && duration > 0 && <BarHover seconds={hover} aspectRatio={aspectRatio} sheet={sheet} />}
        </div>
      </div>
    </div>
  )
}

const tenthOf = (deck: Deck) => deck.store.getState().durationSeconds / 10

/** Keys of the focused slider that are not player commands already. */
const scrubberKeys: readonly KeyBinding<Deck>[] = [
  { keys: 'ArrowUp', label: texts.oneSecondOn, run: (deck) => seekBy(deck, 1) },
  { keys: 'ArrowDown', label: texts.oneSecondBack, run: (deck) => seekBy(deck, -1) },
  { keys: 'PageUp', label: texts.aTenthOn, run: (deck) => seekBy(deck, tenthOf(deck)) },
  { keys: 'PageDown', label: texts.aTenthBack, run: (deck) => seekBy(deck, -tenthOf(deck)) },
]

function spokenPosition(deck: Deck, format: TimeFormat, duration: number): string {
  const state = deck.store.getState()
  const words = (seconds: number) => formatTime(format === 'timecode' ? format : 'seconds', deck.frameRate, seconds)
  const time = texts.of(words(shownTime(deck, state)), words(duration))
  return deck.frameRate ? texts.timeAndFrame(time, frameAt(deck.frameRate, positionOf(state))) : time
}

function InOutRange() {
  const inOut = useDeckState((state) => state.inOut)
  const duration = useDeckState((state) => state.durationSeconds)
  const view = useTimeView()
  const span = hasInOut(inOut) && spanOf(view, inOutRange(inOut, duration))
  if (duration <= 0 || !hasInOut(inOut)) return null
  return (
    <span className={classes.range}>
      {span ? <i className={classes.inOut} style={edges(span)} /> : <i className={classes.outside} />}
    </span>
  )
}

function Buffered() {
  const buffered = useDeckState((state) => state.buffered)
  const view = useTimeView()
  return buffered.map((loaded) => {
    const span = spanOf(view, loaded)
    return span && <i key={loaded.start} className={classes.buffered} style={edges(span)} />
  })
}

function edges({ left, right }: { left: number; right: number }) {
  return { left: `${left * 100}%`, right: `${(1 - right) * 100}%` }
}
