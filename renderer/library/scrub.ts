import type { PointerEvent } from 'react'
import { create } from 'zustand'
import type { TakeActions } from './take-actions.ts'

/** Who passes over a tile wants to get somewhere; who stays this long wants to see what is in it. */
const dwellMilliseconds = 240

interface Scrub {
  /** The rank under the pointer, once it has stayed. */
  rank: number | null
  /** How far along the tile the pointer is, from 0 to 1. */
  part: number
  /** The tile that the pointer is on, and what waits for it to stay. */
  over: number | null
  timer: number | undefined
}

/** The one tile that shows its frames instead of its poster. */
export const useScrub = create<Scrub>(() => ({ rank: null, part: 0, over: null, timer: undefined }))

export function stopScrub(): void {
  window.clearTimeout(useScrub.getState().timer)
  useScrub.setState({ rank: null, over: null })
}

/** Lets the pointer walk through the take that it is on. */
export function followPointer(event: PointerEvent, { takes }: TakeActions): void {
  const tile = (event.target as Element).closest<HTMLElement>('[data-rank]')
  const rank = Number(tile?.dataset.rank)
  const video = tile ? takes.at(rank) : undefined
  if (!tile || !video?.duration_seconds || video.missing_since || event.pointerType === 'touch') {
    stopScrub()
    return
  }
  const { left, width } = tile.getBoundingClientRect()
  const part = Math.min(1, Math.max(0, (event.clientX - left) / width))
  const { over, timer } = useScrub.getState()
  if (over === rank) {
    useScrub.setState({ part })
    return
  }
  window.clearTimeout(timer)
  const next = window.setTimeout(() => useScrub.setState({ rank }), dwellMilliseconds)
  useScrub.setState({ rank: null, over: rank, part, timer: next })
}
