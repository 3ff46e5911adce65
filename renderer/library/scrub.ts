import type { PointerEvent } from 'react'
import { create } from 'zustand'
import { keyTable } from '../components/keys.ts'
import { useSelection } from '../state/selection.ts'
import type { TakeActions } from './take-actions.ts'
import { texts } from './texts.ts'

/** Delay before a tile is scrubbed, so that a pointer that only passes over it does not. */
const dwellMilliseconds = 100

interface Scrub {
  /** Rank of the scrubbed take; null if there is none. */
  rank: number | null
  /** Position in the take, from 0 to 1. */
  part: number
  /** Rank under the pointer, and the timer of the delay. */
  over: number | null
  timer: number | undefined
}

/** The tile that shows a frame of its storyboard instead of its poster. */
export const useScrub = create<Scrub>(() => ({ rank: null, part: 0, over: null, timer: undefined }))

export function stopScrub(): void {
  window.clearTimeout(useScrub.getState().timer)
  useScrub.setState({ rank: null, over: null })
}

/** Scrubs the take under the pointer after the delay. */
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

/** Step of a key, as a fraction: one of the 25 frames of a storyboard. */
const keyStep = 1 / 25

/** Keys that scrub through the focused take. */
export const scrubKeys = keyTable<TakeActions>('Library', [
  {
    keys: ', .',
    label: texts.scrubThroughATake,
    isFixed: true,
    run: (actions, { key }) => scrub(actions, key === '.' ? keyStep : -keyStep),
  },
])

function scrub({ takes }: TakeActions, step: number): boolean {
  const { focus } = useSelection.getState()
  if (focus === null || !takes.at(focus)?.duration_seconds) return false
  const { rank, part } = useScrub.getState()
  const next = rank === focus ? part + step : step > 0 ? keyStep / 2 : 1 - keyStep / 2
  stopScrub()
  useScrub.setState({ rank: focus, part: Math.min(1 - keyStep / 2, Math.max(keyStep / 2, next)) })
  return true
}
