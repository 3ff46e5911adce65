import { type KeyboardEvent, type MouseEvent, type PointerEvent, useState } from 'react'
import type { Range } from '../../../shared/contract/analyses.ts'
import { runKeys } from '../keys.ts'
import { positionOf } from '../player/deck.ts'
import { useDeck, useDeckState } from '../player/deck-context.ts'
import { seek } from '../player/seeking.ts'
import { secondsAt, shownView, type TimeView } from '../player/time-view.ts'
import { correctionKeys } from './correction-keys.ts'
import { stripKeys } from './lane-keys.ts'
import { loopRange, seekToRange } from './lane-seek.ts'
import { rangeAt } from './segments.ts'
import type { Correction } from './use-correction.ts'
import { useEdgeDrag } from './use-edge-drag.ts'

export const bandHeight = 14
export const bandGap = 3
/** Tolerance for pointing at a range, in pixels to either side. */
const reach = 4

/** One row of ranges in a strip. */
export interface Band {
  ranges: readonly Range[]
  /** Ranges that the other band also has, drawn as outlines. */
  outlined?: ReadonlySet<Range>
  /** Its name, if the strip has several bands. */
  name?: string
}

/** A range under the pointer. */
interface Pointed {
  range: Range
  band: number
  /** Position of the bubble, in seconds. */
  seconds: number
}

/** The parts of a strip whose ranges a person edits. */
export interface Editing {
  correction: Correction
  /** Moves the focus to the field of the label. */
  toLabel: () => void
}

/**
 * Returns event handlers for a strip of `bands`; `ranges` are those of all bands in order of time. `shown` is the range
 * to describe: the one under the pointer, else, while the strip has the focus, the one at the playhead. Ranges are
 * painted on a canvas and so have no elements of their own: they are found by position.
 */
export function useStrip(
  strip: HTMLElement | null,
  bands: readonly Band[],
  ranges: readonly Range[],
  editing?: Editing | null,
) {
  const deck = useDeck()
  const drag = useEdgeDrag(deck, strip, editing?.correction ?? null)
  const [isAtEdge, setIsAtEdge] = useState(false)
  const pick = editing?.correction.select
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const [isFocused, setIsFocused] = useState(false)
  const current = useDeckState((state) => (isFocused ? rangeAt(ranges, positionOf(state)) : undefined))
  const range = current === undefined ? undefined : ranges[current]
  const locate = (event: MouseEvent) => {
    const { view, durationSeconds } = deck.store.getState()
    return pointAt(event, strip, bands, shownView(view, durationSeconds))
  }
  return {
    current,
    isAtEdge,
    shown: pointed ?? (range ? { range, band: Math.max(0, bandOf(range, bands)), seconds: range.start } : null),
    handlers: {
      // A mouse press must not move the focus, so that Space still plays.
      onMouseDown: (event: MouseEvent) => event.preventDefault(),
      onFocus: () => setIsFocused(true),
      onBlur: () => setIsFocused(false),
      onKeyDown: (event: KeyboardEvent) =>
        (editing && runKeys(event, correctionKeys, { deck, ...editing })) ||
        runKeys(event, stripKeys, { deck, ranges, pick }),
      onPointerDown: drag.begin,
      onPointerUp: drag.end,
      onPointerCancel: drag.cancel,
      onPointerMove: (event: PointerEvent) => {
        if (drag.move(event)) return setPointed(null)
        setIsAtEdge(drag.edgeUnder(event) !== null)
        const { range, band = 0, seconds = 0 } = locate(event) ?? {}
        setPointed(range ? { range, band, seconds } : null)
      },
      onPointerLeave: () => setPointed(null),
      onClick: (event: MouseEvent) => {
        if (drag.takeClick()) return
        const pointer = locate(event)
        if (pointer?.range) pick?.(pointer.range)
        if (pointer?.range) seekToRange(deck, pointer.range)
        else if (pointer) seek(deck, pointer.seconds)
      },
      onDoubleClick: (event: MouseEvent) => {
        const range = locate(event)?.range
        if (range) loopRange(deck, range)
      },
    },
  }
}

function bandOf(range: Range, bands: readonly Band[]): number {
  return bands.findIndex(({ ranges }) => ranges.includes(range))
}

/** Returns the time, the band and the range under the pointer. */
function pointAt(event: MouseEvent, strip: HTMLElement | null, bands: readonly Band[], view: TimeView) {
  const box = strip?.getBoundingClientRect()
  if (!box || box.width === 0) return null
  const seconds = secondsAt(view, (event.clientX - box.left) / box.width)
  const band = Math.min(bands.length - 1, Math.max(0, Math.floor((event.clientY - box.top) / (bandHeight + bandGap))))
  const ranges = bands[band]?.ranges ?? []
  const index = rangeAt(ranges, seconds, (reach / box.width) * (view.end - view.start))
  return { seconds, band, range: index === undefined ? undefined : ranges[index] }
}
