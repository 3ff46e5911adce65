import { hasInOut, inOutRange } from '../../../shared/in-out-points.ts'
import { nextSpeed, type Shuttle, shuttleBack, shuttleForward } from '../../../shared/shuttle.ts'
import { type Deck, halfFrame, positionOf } from './deck.ts'
import { usePreferences } from './preferences.ts'
import { runReverse } from './reverse-playback.ts'
import { seek } from './seeking.ts'

/** Plays at a shuttle speed; 0 pauses. Elements cannot play backwards, so reverse playback is emulated by seeking. */
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
  // `play` fails if the source is not supported or a pause came first. The element's error event tells why.
  element.play().catch(() => {
    if (element.paused && deck.store.getState().shuttle > 0) deck.store.setState({ shuttle: 0 })
  })
}

/**
 * Returns where playback has to start, in seconds, if the playhead is at the end of the video or outside the range that
 * loops; else null.
 */
function whereToStart(deck: Deck): number | null {
  const state = deck.store.getState()
  const position = positionOf(state)
  const { start, end } = inOutRange(state.inOut, state.durationSeconds)
  if (hasInOut(state.inOut) && usePreferences.getState().loop) {
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

/** Sets the speed of plain playback, and applies it at once if playing. */
export function setSpeed(deck: Deck, speed: number): void {
  deck.store.setState({ speed })
  if (deck.element && deck.store.getState().shuttle <= 1) deck.element.playbackRate = speed
}

export function changeSpeed(deck: Deck, direction: 1 | -1): void {
  setSpeed(deck, nextSpeed(deck.store.getState().speed, direction))
}

/**
 * Seeks back to the in point once the last frame of a looped range is on screen. Call it for each frame: elements loop
 * whole videos only, and a timer would be off by a frame or two.
 */
export function loopInOut(deck: Deck): void {
  const { inOut, durationSeconds, time, target, shuttle } = deck.store.getState()
  if (shuttle <= 0 || target !== null || !usePreferences.getState().loop || !hasInOut(inOut)) return
  const { start, end } = inOutRange(inOut, durationSeconds)
  if (time + 1.5 * halfFrame(deck) > end) seek(deck, start)
}
