import { type DragEvent, useEffect, useRef } from 'react'
import { carriesTakes } from './take-drag.ts'

/** Who holds takes over a place this long wants to go there. */
const waitMilliseconds = 550

/**
 * Opens what takes are held over, so that they can be carried on: `keyOf` says what that is, undefined where nothing opens. The
 * handlers belong to the element that holds it all.
 */
export function useSpring<Key>(keyOf: (event: DragEvent) => Key | undefined, open: (key: Key) => void) {
  const waiting = useRef<{ key: Key; timer: number } | null>(null)
  const stop = () => {
    window.clearTimeout(waiting.current?.timer)
    waiting.current = null
  }
  useEffect(() => () => window.clearTimeout(waiting.current?.timer), [])
  const wait = (event: DragEvent) => {
    const key = carriesTakes(event) ? keyOf(event) : undefined
    if (key === waiting.current?.key) return
    stop()
    if (key !== undefined) waiting.current = { key, timer: window.setTimeout(() => open(key), waitMilliseconds) }
  }
  return {
    // Each crossing sends an enter in place of an over.
    onDragEnter: wait,
    onDragOver: wait,
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Element | null)) stop()
    },
    onDrop: stop,
    onDragEnd: stop,
  }
}
