import { type ReactNode, useEffect, useState } from 'react'
import { type Deck, positionOf } from './deck.ts'
import { useDeck, useDeckState, useTimeView } from './deck-context.ts'
import classes from './time-axis.module.css'
import { partAt, secondsAt } from './time-view.ts'
import { panBy, zoomBy } from './zoom.ts'

/**
 * The time axis of a take. All rows in it, such as the film strip and the lanes, have the same columns, the same part
 * of the take in view, and one playhead. Ctrl and the wheel, or a pinch, zoom at the pointer; the wheel pans.
 */
export function TimeAxis({ children }: { children: ReactNode }) {
  const deck = useDeck()
  // State, not a ref, because the wheel is listened to as soon as the element is mounted.
  const [axis, setAxis] = useState<HTMLElement | null>(null)
  const [column, setColumn] = useState<HTMLElement | null>(null)
  useEffect(() => (axis && column ? listenToWheel(deck, axis, column) : undefined), [deck, axis, column])
  return (
    <div ref={setAxis} className={classes.axis}>
      {children}
      <div ref={setColumn} className={classes.column}>
        <Playhead />
      </div>
    </div>
  )
}

/** The only playhead of the page, across all rows. */
function Playhead() {
  const view = useTimeView()
  const part = useDeckState((state) => partAt(view, Math.min(positionOf(state), state.durationSeconds)))
  if (view.end <= view.start || part < 0 || part > 1) return null
  return <i className={classes.playhead} style={{ left: `${part * 100}%` }} data-playhead />
}

/** Pixels of a wheel that reports lines. */
const linePixels = 16

/** Zooms and pans by the wheel. React listens passively, and could not keep the browser from zooming the page. */
function listenToWheel(deck: Deck, axis: HTMLElement, column: HTMLElement): () => void {
  const onWheel = (event: WheelEvent) => {
    const box = column.getBoundingClientRect()
    if (box.width === 0) return
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? linePixels : 1
    const [x, y] = [event.deltaX * pixels, event.deltaY * pixels]
    const { view, durationSeconds } = deck.store.getState()
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault()
      const shown = view ?? { start: 0, end: durationSeconds }
      const anchor = secondsAt(shown, (event.clientX - box.left) / box.width)
      zoomBy(deck, Math.exp(-Math.max(-50, Math.min(50, y)) * 0.01), anchor)
      return
    }
    const along = event.shiftKey ? x || y : Math.abs(x) > Math.abs(y) ? x : scrolls(event, axis) ? 0 : y
    if (view === null || along === 0) return
    event.preventDefault()
    panBy(deck, along / box.width)
  }
  axis.addEventListener('wheel', onWheel, { passive: false })
  return () => axis.removeEventListener('wheel', onWheel)
}

/** Returns whether the wheel scrolls rows under the pointer, which are more than fit. */
function scrolls(event: WheelEvent, axis: HTMLElement): boolean {
  let element = event.target instanceof Element ? event.target : null
  for (; element && element !== axis; element = element.parentElement) {
    if (element.scrollHeight > element.clientHeight + 1 && getComputedStyle(element).overflowY === 'auto') return true
  }
  return false
}
