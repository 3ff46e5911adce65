import { type DragEvent, useEffect, useRef } from 'react'
import { carriesContents } from './take-drag.ts'

/** Time that takes must be dragged over an element to open it. */
const waitMilliseconds = 550

/**
 * Returns handlers that open an element when takes are dragged over it, so that they can be dropped inside. Attach them
 * to the parent of all such elements; `keyOf` returns the key of the element at an event, undefined if it cannot be
 * opened.
 */
export function useSpring<Key>(keyOf: (event: DragEvent) => Key | undefined, open: (key: Key) => void) {
  const waiting = useRef<{ key: Key; timer: number } | null>(null)
  const stop = () => {
    window.clearTimeout(waiting.current?.timer)
    waiting.current = null
  }
  useEffect(() => () => window.clearTimeout(waiting.current?.timer), [])
  const wait = (event: DragEvent) => {
    const key = carriesContents(event) ? keyOf(event) : undefined
    if (key === waiting.current?.key) return
    stop()
    if (key !== undefined) waiting.current = { key, timer: window.setTimeout(() => open(key), waitMilliseconds) }
  }
  return {
    // Crossing the edge of an element fires `dragenter` instead of a `dragover`.
    onDragEnter: wait,
    onDragOver: wait,
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Element | null)) stop()
    },
    onDrop: stop,
    onDragEnd: stop,
  }
}
