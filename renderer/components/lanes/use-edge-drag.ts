import { type PointerEvent, useRef } from 'react'
import type { Range } from '../../../shared/contract/analyses.ts'
import type { RangeEdge, RangeEdit } from '../../../shared/corrections.ts'
import type { Deck } from '../player/deck.ts'
import { secondsAt, shownView } from '../player/time-view.ts'
import { texts } from './texts.ts'
import { type Correction, nearestEdge, seekToEdge } from './use-correction.ts'

/** Distance from an edge at which the pointer takes hold of it, in pixels. */
const reach = 5

interface Held {
  range: Range
  edge: RangeEdge
  edits: RangeEdit[] | null
}

/** Returns handlers with which the pointer drags the edges of ranges; the picture shows the frame at the edge. */
export function useEdgeDrag(deck: Deck, strip: HTMLElement | null, correction: Correction | null) {
  const held = useRef<Held | null>(null)
  const hasDragged = useRef(false)
  const under = (event: { clientX: number }) => {
    const box = strip?.getBoundingClientRect()
    if (!box || box.width === 0) return null
    const { view, durationSeconds } = deck.store.getState()
    const shown = shownView(view, durationSeconds)
    const seconds = secondsAt(shown, (event.clientX - box.left) / box.width)
    return { seconds, reachSeconds: (reach / box.width) * (shown.end - shown.start) }
  }
  const edgeUnder = (event: { clientX: number }) => {
    const at = correction && under(event)
    return at ? edgeNear(correction, at.seconds, at.reachSeconds) : null
  }
  return {
    edgeUnder,
    /** Returns whether the click that ends a drag is under way; it must not seek. */
    takeClick: () => {
      const was = hasDragged.current
      hasDragged.current = false
      return was
    },
    begin: (event: PointerEvent) => {
      const found = event.button === 0 ? edgeUnder(event) : null
      hasDragged.current = false
      if (!found) return
      strip?.setPointerCapture(event.pointerId)
      held.current = { ...found, edits: null }
      correction?.select(found.range)
    },
    /** Returns whether an edge follows the pointer. */
    move: (event: PointerEvent) => {
      const now = held.current
      const at = now && under(event)
      if (!now || !at || !correction) return false
      const seconds = nearestEdge(deck, at.seconds)
      const edits = correction.moved(now.range, now.edge, seconds)
      if (!edits || seconds === now.range[now.edge]) return true
      hasDragged.current = true
      now.edits = edits
      correction.preview(edits)
      seekToEdge(deck, now.edge, seconds)
      return true
    },
    end: () => {
      const edits = held.current?.edits
      held.current = null
      if (edits) correction?.apply(edits, texts.movedAnEdge)
    },
    cancel: () => {
      held.current = null
      correction?.preview(null)
    },
  }
}

/** Returns the edge within reach, that of the selected range first. */
function edgeNear({ ranges, selected }: Correction, seconds: number, reachSeconds: number) {
  let found: { range: Range; edge: RangeEdge; distance: number } | null = null
  for (const range of selected ? [selected, ...ranges] : ranges) {
    if (range.start > seconds + reachSeconds) {
      if (range !== selected) break
      continue
    }
    for (const edge of ['start', 'end'] as const) {
      const distance = Math.abs(range[edge] - seconds)
      if (distance <= reachSeconds && (!found || distance < found.distance)) found = { range, edge, distance }
    }
  }
  return found && { range: found.range, edge: found.edge }
}
