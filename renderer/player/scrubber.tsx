import { type PointerEvent, useRef, useState } from 'react'
import { frameAt } from '../../shared/frame-rate.ts'
import { hasMarks, markedRange } from '../../shared/marks.ts'
import { formatTimecode } from '../../shared/units.ts'
import { BarHover } from './bar-hover.tsx'
import { type Deck, positionOf, shownTime } from './deck.ts'
import { useDeck, useDeckState } from './deck-context.ts'
import { Filmstrip } from './filmstrip.tsx'
import type { PlayerProps } from './player.tsx'
import classes from './scrubber.module.css'
import { seekBy } from './seeking.ts'
import { useScrub } from './use-scrub.ts'
import { Waveform } from './waveform.tsx'

/** The whole video as a bar: where the playhead is, what is marked, what has arrived; drag it to scrub. */
export function Scrubber({ aspectRatio, sheet, peaks }: Pick<PlayerProps, 'aspectRatio' | 'sheet' | 'peaks'>) {
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
      aria-valuetext={inWords(deck, duration)}
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
      onKeyDown={(event) => {
        const seconds = verticalKeys[event.key]
        if (seconds === undefined) return
        event.preventDefault()
        seekBy(deck, seconds * (event.key.startsWith('Page') ? duration / 10 : 1))
      }}
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

/** What a slider answers to beside the player's own keys: seconds, or tenths of the video for the page keys. */
const verticalKeys: Record<string, number> = { ArrowUp: 1, ArrowDown: -1, PageUp: 1, PageDown: -1 }

function inWords(deck: Deck, duration: number): string {
  const state = deck.store.getState()
  const time = `${formatTimecode(shownTime(deck, state))} of ${formatTimecode(duration)}`
  return deck.frameRate ? `${time}, frame ${frameAt(deck.frameRate, positionOf(state))}` : time
}

function percent(seconds: number, duration: number): string {
  return `${(Math.min(seconds, duration) / duration) * 100}%`
}

function MarkedRange() {
  const marks = useDeckState((state) => state.marks)
  const duration = useDeckState((state) => state.durationSeconds)
  if (duration <= 0 || !hasMarks(marks)) return null
  const { start, end } = markedRange(marks, duration)
  const style = { left: percent(start, duration), right: `calc(100% - ${percent(end, duration)})` }
  return (
    <span className={classes.range}>
      <i className={classes.marked} style={style} />
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
