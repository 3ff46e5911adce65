import type { KeyboardEvent, PointerEvent } from 'react'
import { create } from 'zustand'
import { useSelection } from '../state/selection.ts'
import type { TakeActions } from './take-actions.ts'

/** Who passes over a tile wants to get somewhere; who stays this long wants to see what is in it. */
const dwellMilliseconds = 100

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
  if (!tile || !video?.duration_seconds || event.pointerType === 'touch') {
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

/** How far a key walks: to the next frame of a storyboard of the usual length. */
const keyStep = 1 / 25

/** Full stop and comma walk through the take that keys are on. Answers whether the key was one of them. */
export function scrubByKey(event: KeyboardEvent, { takes }: TakeActions): boolean {
  const step = event.key === '.' ? keyStep : event.key === ',' ? -keyStep : 0
  const { focus } = useSelection.getState()
  if (step === 0 || focus === null || !takes.at(focus)?.duration_seconds) return false
  const { rank, part } = useScrub.getState()
  const next = rank === focus ? part + step : step > 0 ? keyStep / 2 : 1 - keyStep / 2
  stopScrub()
  useScrub.setState({ rank: focus, part: Math.min(1 - keyStep / 2, Math.max(keyStep / 2, next)) })
  return true
}
