import { type PointerEvent, type RefObject, useRef } from 'react'
import type { Shuttle } from '../../../shared/shuttle.ts'
import type { Deck } from './deck.ts'
import { seek } from './seeking.ts'
import { secondsAt as secondsOf, shownView } from './time-view.ts'
import { setShuttle } from './transport.ts'
import { panBy } from './zoom.ts'

/**
 * Returns handlers for dragging along a bar. Playback pauses during the drag and then resumes. The middle button drags
 * the bar itself.
 */
export function useScrub(deck: Deck, bar: RefObject<HTMLElement | null>) {
  const before = useRef<Shuttle | null>(null)
  const held = useRef<number | null>(null)

  /** Returns the time in seconds at the pointer. */
  function secondsAt(event: PointerEvent): number {
    const box = bar.current?.getBoundingClientRect()
    if (!box || box.width === 0) return 0
    const { view, durationSeconds } = deck.store.getState()
    return secondsOf(shownView(view, durationSeconds), (event.clientX - box.left) / box.width)
  }
  return {
    secondsAt,
    begin(event: PointerEvent) {
      if (event.button === 1) {
        bar.current?.setPointerCapture(event.pointerId)
        held.current = event.clientX
      }
      if (event.button !== 0 || !deck.store.getState().ready) return
      bar.current?.setPointerCapture(event.pointerId)
      before.current = deck.store.getState().shuttle
      setShuttle(deck, 0)
      seek(deck, secondsAt(event))
    },
    move(event: PointerEvent) {
      const width = bar.current?.clientWidth
      if (held.current !== null && width) {
        panBy(deck, (held.current - event.clientX) / width)
        held.current = event.clientX
      }
      if (before.current !== null) seek(deck, secondsAt(event))
    },
    end() {
      if (before.current !== null && before.current !== 0) setShuttle(deck, before.current)
      before.current = null
      held.current = null
    },
  }
}
