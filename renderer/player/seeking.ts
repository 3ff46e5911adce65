import { frameAt, seekTarget, timeOfFrame } from '../../shared/frame-rate.ts'
import { markIn, markOut, noMarks } from '../../shared/marks.ts'
import { type Deck, halfFrame, positionOf, snap } from './deck.ts'

/** Goes to the frame that shows at `seconds`; outside the video, to its first or last. */
export function seek(deck: Deck, seconds: number): void {
  deck.seeks?.seek(snap(deck, seconds))
}

/** Goes `seconds` on, or back. */
export function seekBy(deck: Deck, seconds: number): void {
  seek(deck, positionOf(deck.store.getState()) + seconds)
}

/** Goes `frames` on, or back, by the file's own rate; a 25th of a second where the file names none. */
export function step(deck: Deck, frames: number): void {
  const position = positionOf(deck.store.getState())
  // Whole frames from here: a middle plus whole frame lengths would drift on a long video.
  if (deck.frameRate) seek(deck, seekTarget(deck.frameRate, frameAt(deck.frameRate, position) + frames))
  else seek(deck, position + frames / 25)
}

/** When the frame on screen begins (`edge` 0) or ends (`edge` 1); seconds. */
function edgeOfFrame(deck: Deck, edge: 0 | 1): number {
  const position = positionOf(deck.store.getState())
  if (!deck.frameRate) return position
  return timeOfFrame(deck.frameRate, frameAt(deck.frameRate, position) + edge)
}

/** The range begins with the frame on screen. */
export function setIn(deck: Deck): void {
  deck.store.setState(({ marks }) => ({ marks: markIn(marks, edgeOfFrame(deck, 0)) }))
}

/** The range ends with the frame on screen, which still belongs to it. */
export function setOut(deck: Deck): void {
  deck.store.setState(({ marks }) => ({ marks: markOut(marks, edgeOfFrame(deck, 1)) }))
}

export function clearMarks(deck: Deck): void {
  deck.store.setState({ marks: noMarks })
}

export function goToIn(deck: Deck): void {
  const { marks } = deck.store.getState()
  if (marks.in !== null) seek(deck, marks.in)
}

/** Goes to the last frame of the range. */
export function goToOut(deck: Deck): void {
  const { marks } = deck.store.getState()
  if (marks.out !== null) seek(deck, marks.out - halfFrame(deck))
}

export function goToStart(deck: Deck): void {
  seek(deck, 0)
}

export function goToEnd(deck: Deck): void {
  seek(deck, deck.store.getState().durationSeconds)
}
