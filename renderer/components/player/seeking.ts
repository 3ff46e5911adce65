import { frameAt, seekTarget, timeOfFrame } from '../../../shared/frame-rate.ts'
import { noInOut, setInPoint, setOutPoint } from '../../../shared/in-out-points.ts'
import { type Deck, halfFrame, positionOf, snap } from './deck.ts'

/** Seeks to the frame at `seconds`, limited to the first and last frame. */
export function seek(deck: Deck, seconds: number): void {
  deck.seeks?.seek(snap(deck, seconds))
}

/** Seeks by `seconds`; negative values seek back. */
export function seekBy(deck: Deck, seconds: number): void {
  seek(deck, positionOf(deck.store.getState()) + seconds)
}

/**
 * Seeks by `frames` at the file's frame rate; negative values seek back. If the rate is unknown, a frame is a 25th of a
 * second.
 */
export function step(deck: Deck, frames: number): void {
  const position = positionOf(deck.store.getState())
  // Positions are computed from frame numbers: adding frame lengths would drift in a long video.
  if (deck.frameRate) seek(deck, seekTarget(deck.frameRate, frameAt(deck.frameRate, position) + frames))
  else seek(deck, position + frames / 25)
}

/** Returns the start (`edge` 0) or end (`edge` 1) of the frame on screen, in seconds. */
export function edgeOfFrame(deck: Deck, edge: 0 | 1): number {
  const position = positionOf(deck.store.getState())
  if (!deck.frameRate) return position
  return timeOfFrame(deck.frameRate, frameAt(deck.frameRate, position) + edge)
}

/** Sets the in point to the start of the frame on screen. */
export function setIn(deck: Deck): void {
  deck.store.setState(({ inOut }) => ({ inOut: setInPoint(inOut, edgeOfFrame(deck, 0)) }))
}

/** Sets the out point to the end of the frame on screen. */
export function setOut(deck: Deck): void {
  deck.store.setState(({ inOut }) => ({ inOut: setOutPoint(inOut, edgeOfFrame(deck, 1)) }))
}

export function clearInOut(deck: Deck): void {
  deck.store.setState({ inOut: noInOut })
}

export function goToIn(deck: Deck): void {
  const { inOut } = deck.store.getState()
  if (inOut.in !== null) seek(deck, inOut.in)
}

/** Seeks to the last frame before the out point. */
export function goToOut(deck: Deck): void {
  const { inOut } = deck.store.getState()
  if (inOut.out !== null) seek(deck, inOut.out - halfFrame(deck))
}

export function goToStart(deck: Deck): void {
  seek(deck, 0)
}

export function goToEnd(deck: Deck): void {
  seek(deck, deck.store.getState().durationSeconds)
}
