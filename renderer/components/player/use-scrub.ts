import { type PointerEvent, type RefObject, useRef } from 'react'
import type { Shuttle } from '../../../shared/shuttle.ts'
import type { Deck } from './deck.ts'
import { seek } from './seeking.ts'
import { setShuttle } from './transport.ts'

/** Returns handlers for dragging along a bar. Playback pauses during the drag and then resumes. */
export function useScrub(deck: Deck, bar: RefObject<HTMLElement | null>) {
  const before = useRef<Shuttle | null>(null)

  /** Returns the time in seconds at the pointer. */
  function secondsAt(event: PointerEvent): number {
    const box = bar.current?.getBoundingClientRect()
    if (!box || box.width === 0) return 0
    const part = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))
    return part * deck.store.getState().durationSeconds
  }
  return {
    secondsAt,
    begin(event: PointerEvent) {
      if (event.button !== 0 || !deck.store.getState().ready) return
      bar.current?.setPointerCapture(event.pointerId)
      before.current = deck.store.getState().shuttle
      setShuttle(deck, 0)
      seek(deck, secondsAt(event))
    },
    move(event: PointerEvent) {
      if (before.current !== null) seek(deck, secondsAt(event))
    },
    end() {
      if (before.current !== null && before.current !== 0) setShuttle(deck, before.current)
      before.current = null
    },
  }
}
