import { createStore, type StoreApi } from 'zustand/vanilla'
import {
  type FrameRate,
  frameAt,
  frameCount,
  frameOfTimestamp,
  seekTarget,
  timeOfFrame,
} from '../../shared/frame-rate.ts'
import { type Marks, noMarks } from '../../shared/marks.ts'
import type { Shuttle } from '../../shared/shuttle.ts'
import type { SeekQueue } from './seek-queue.ts'

export interface DeckState {
  /** Whether the element knows its duration and can be sought. */
  ready: boolean
  durationSeconds: number
  /** Where the playhead stands: the middle of a frame, so that rounding never names a neighbour; seconds. */
  time: number
  /** The frame that is really on screen, or that a seek is going to; null until one is. */
  frame: number | null
  /** Where a seek under way is going, in seconds; null when none is. */
  target: number | null
  shuttle: Shuttle
  /** Factor at which plain playback runs. */
  speed: number
  marks: Marks
  /** How far the bytes around the playhead have arrived, in seconds. */
  buffered: { start: number; end: number }[]
  /** Playback wants to go on and has no data. */
  waiting: boolean
}

/** One player: its state, and the element that the commands work on while it is mounted. */
export interface Deck {
  store: StoreApi<DeckState>
  frameRate: FrameRate | null
  /** As the container says; null where it does not. Sound may last longer than the picture. */
  frameCount: number | null
  element: HTMLVideoElement | null
  seeks: SeekQueue | null
  /** What goes full screen: the picture with its controls. */
  stage: HTMLElement | null
  /** Stops the emulated reverse playback, where it runs. */
  stopReverse: (() => void) | null
}

export function createDeck(
  frameRate: FrameRate | null,
  durationSeconds: number,
  frameCount: number | null = null,
): Deck {
  const store = createStore<DeckState>(() => ({
    ready: false,
    durationSeconds,
    time: 0,
    frame: null,
    target: null,
    shuttle: 0,
    speed: 1,
    marks: noMarks,
    buffered: [],
    waiting: false,
  }))
  return { store, frameRate, frameCount, element: null, seeks: null, stage: null, stopReverse: null }
}

/** Where the playhead stands: at the goal of a seek at once, not only when the decoder gets there. Seconds. */
export function positionOf(state: Pick<DeckState, 'time' | 'target'>): number {
  return state.target ?? state.time
}

/** When the frame on screen begins: what a readout shows, seconds. */
export function shownTime(deck: Deck, state: Pick<DeckState, 'time' | 'target'>): number {
  const position = positionOf(state)
  return deck.frameRate ? timeOfFrame(deck.frameRate, frameAt(deck.frameRate, position)) : position
}

/** The last frame's number, or null where the file names no frame rate. */
export function lastFrame(deck: Deck): number | null {
  if (!deck.frameRate) return null
  return (deck.frameCount ?? frameCount(deck.frameRate, deck.store.getState().durationSeconds)) - 1
}

/** The nearest time inside the video that is the middle of a frame; any time inside it where no frame rate is known. */
export function snap(deck: Deck, seconds: number): number {
  const { durationSeconds } = deck.store.getState()
  const inside = Math.min(Math.max(0, seconds), durationSeconds)
  const last = lastFrame(deck)
  if (!deck.frameRate || last === null) return inside
  return seekTarget(deck.frameRate, Math.min(frameAt(deck.frameRate, inside), last))
}

/** Where the playhead stands when the frame with this timestamp shows. */
export function whenPresented(deck: Deck, timestamp: number): Pick<DeckState, 'time' | 'frame'> {
  if (!deck.frameRate) return { time: timestamp, frame: null }
  const frame = frameOfTimestamp(deck.frameRate, timestamp)
  return { time: seekTarget(deck.frameRate, frame), frame }
}

/** The frame that belongs at `seconds`, where the file names a rate. */
export function expectedFrame(deck: Deck, seconds: number): number | null {
  return deck.frameRate && frameAt(deck.frameRate, seconds)
}

/** Half the length of a frame, in seconds; a small amount where the rate is not known. */
export function halfFrame(deck: Deck): number {
  return deck.frameRate ? seekTarget(deck.frameRate, 0) : 0.02
}
