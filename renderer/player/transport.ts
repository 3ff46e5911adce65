import { hasMarks, markedRange } from '../../shared/marks.ts'
import { nextSpeed, type Shuttle, shuttleBack, shuttleForward } from '../../shared/shuttle.ts'
import { type Deck, halfFrame, positionOf } from './deck.ts'
import { usePreferences } from './preferences.ts'
import { runReverse } from './reverse.ts'
import { seek } from './seeking.ts'

/** Runs at a shuttle speed, or stands at 0. The element cannot play backwards, so that is emulated by seeking. */
export function setShuttle(deck: Deck, shuttle: Shuttle): void {
  const { element } = deck
  if (!element) return
  deck.stopReverse?.()
  deck.store.setState({ shuttle })
  if (shuttle > 0) playForward(deck, element)
  else element.pause()
  if (shuttle < 0) deck.stopReverse = runReverse(deck, -shuttle)
}

function playForward(deck: Deck, element: HTMLVideoElement): void {
  const { shuttle, speed } = deck.store.getState()
  element.playbackRate = shuttle === 1 ? speed : shuttle
  const start = whereToStart(deck)
  if (start !== null) seek(deck, start)
  // A refusal (no supported source, a pause before it began) leaves the player standing; the element's error says why.
  element.play().catch(() => {
    if (element.paused && deck.store.getState().shuttle > 0) deck.store.setState({ shuttle: 0 })
  })
}

/** Seconds to start from when playing from here makes no sense: at the very end, or outside the range that loops. */
function whereToStart(deck: Deck): number | null {
  const state = deck.store.getState()
  const position = positionOf(state)
  const { start, end } = markedRange(state.marks, state.durationSeconds)
  if (hasMarks(state.marks) && usePreferences.getState().loop) {
    return position < start || position + 1.5 * halfFrame(deck) > end ? start : null
  }
  return position + 1.5 * halfFrame(deck) > state.durationSeconds ? 0 : null
}

export function togglePlay(deck: Deck): void {
  setShuttle(deck, deck.store.getState().shuttle === 0 ? 1 : 0)
}

export function stop(deck: Deck): void {
  setShuttle(deck, 0)
}

export function faster(deck: Deck): void {
  setShuttle(deck, shuttleForward(deck.store.getState().shuttle))
}

export function fasterBack(deck: Deck): void {
  setShuttle(deck, shuttleBack(deck.store.getState().shuttle))
}

/** Sets the factor of plain playback, which goes on at it. */
export function setSpeed(deck: Deck, speed: number): void {
  deck.store.setState({ speed })
  if (deck.element && deck.store.getState().shuttle <= 1) deck.element.playbackRate = speed
}

export function changeSpeed(deck: Deck, direction: 1 | -1): void {
  setSpeed(deck, nextSpeed(deck.store.getState().speed, direction))
}

/** Called for each frame that shows: at the last one of a marked range that loops, back to its beginning. */
export function loopMarkedRange(deck: Deck): void {
  const { marks, durationSeconds, time, target, shuttle } = deck.store.getState()
  if (shuttle <= 0 || target !== null || !usePreferences.getState().loop || !hasMarks(marks)) return
  const { start, end } = markedRange(marks, durationSeconds)
  if (time + 1.5 * halfFrame(deck) > end) seek(deck, start)
}
