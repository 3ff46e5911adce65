import { Minus, Plus, UnfoldHorizontal } from 'lucide-react'
import { type PointerEvent, useRef } from 'react'
import { Icon } from '../icon.tsx'
import { type KeyBinding, runKeys } from '../keys.ts'
import { CommandButton } from './command-button.tsx'
import { playerCommands } from './commands.ts'
import type { Deck } from './deck.ts'
import { useDeck, useDeckState } from './deck-context.ts'
import { usePreferences } from './preferences.ts'
import classes from './scrubber.module.css'
import { texts } from './texts.ts'
import { formatTime } from './time-format.ts'
import { panBy } from './zoom.ts'

/** Buttons that zoom the axis, and the part of the take that it shows, if that is not all of it. */
export function ZoomControls() {
  const deck = useDeck()
  const view = useDeckState((state) => state.view)
  const format = usePreferences((state) => state.timeFormat)
  const words = (seconds: number) => formatTime(format, deck.frameRate, seconds)
  return (
    <div className={classes.zoom}>
      <span>
        <CommandButton command={playerCommands.zoomOut}>
          <Icon of={Minus} size={14} />
        </CommandButton>
        <CommandButton command={playerCommands.zoomIn}>
          <Icon of={Plus} size={14} />
        </CommandButton>
        <CommandButton command={playerCommands.zoomToFit}>
          <Icon of={UnfoldHorizontal} size={14} />
        </CommandButton>
      </span>
      {view && (
        <small role="status" aria-label={texts.shownPart}>
          {words(view.start)} – {words(view.end)}
        </small>
      )}
    </div>
  )
}

const panKeys: readonly KeyBinding<Deck>[] = [
  { keys: 'ArrowLeft', label: texts.showAnEarlierPart, run: (deck) => panBy(deck, -0.25) },
  { keys: 'ArrowRight', label: texts.showALaterPart, run: (deck) => panBy(deck, 0.25) },
]

/** The part of the take in view as a bar above the ruler; drag it to pan. Empty while the whole take is in view. */
export function Overview() {
  const deck = useDeck()
  const track = useRef<HTMLDivElement>(null)
  const held = useRef<number | null>(null)
  const view = useDeckState((state) => state.view)
  const duration = useDeckState((state) => state.durationSeconds)
  const drag = (event: PointerEvent) => {
    const width = track.current?.clientWidth
    if (held.current === null || !width || !view) return
    panBy(deck, (((event.clientX - held.current) / width) * duration) / (view.end - view.start))
    held.current = event.clientX
  }
  return (
    <div ref={track} className={classes.overview} data-zoomed={view ? '' : undefined}>
      {view && (
        <div
          role="scrollbar"
          tabIndex={0}
          aria-label={texts.shownPartOfThe}
          aria-controls="time-axis"
          aria-orientation="horizontal"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round((view.start / Math.max(1e-9, duration - (view.end - view.start))) * 100)}
          style={{ left: `${(view.start / duration) * 100}%`, right: `${(1 - view.end / duration) * 100}%` }}
          onMouseDown={(event) => event.preventDefault()}
          onKeyDown={(event) => runKeys(event, panKeys, deck)}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            held.current = event.clientX
          }}
          onPointerMove={drag}
          onPointerUp={() => {
            held.current = null
          }}
          onPointerCancel={() => {
            held.current = null
          }}
        />
      )}
    </div>
  )
}
