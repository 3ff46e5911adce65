import { createStore, type StoreApi } from 'zustand/vanilla'
import {
  type FrameRate,
  frameAt,
  frameCount,
  frameOfTimestamp,
  seekTarget,
  timeOfFrame,
} from '../../../shared/frame-rate.ts'
import { type InOutPoints, noInOut } from '../../../shared/in-out-points.ts'
import type { Shuttle } from '../../../shared/shuttle.ts'
import type { MarkedRange } from './marked-ranges.ts'
import type { SeekQueue } from './seek-queue.ts'
import { isInView, type TimeView, viewWith } from './time-view.ts'

export interface DeckState {
  /** True if the element knows its duration and can seek. */
  ready: boolean
  durationSeconds: number
  /** Position of the playhead in seconds: the middle of a frame, so that rounding never selects a neighbour. */
  time: number
  /** Number of the frame on screen, or of the target of a seek; null until one is known. */
  frame: number | null
  /** Target of a seek under way, in seconds; null if there is none. */
  target: number | null
  shuttle: Shuttle
  /** Rate of plain playback; shuttle speeds ignore it. */
  speed: number
  inOut: InOutPoints
  /** Ranges to extract besides the one between in and out, in order of time. */
  ranges: readonly MarkedRange[]
  /** The part that the time axis shows; null for the whole video. */
  view: TimeView | null
  /** Loaded parts of the video, in seconds. */
  buffered: { start: number; end: number }[]
  /** True if playback has stalled for lack of data. */
  waiting: boolean
}

/**
 * A player: its state, and the element that commands act on while it is mounted. It is a plain object, not React state,
 * because playback changes it with every frame, and commands need the newest values, not those of the last render.
 */
export interface Deck {
  store: StoreApi<DeckState>
  frameRate: FrameRate | null
  /** From the container; null if it has none. Sound can last longer than the picture. */
  frameCount: number | null
  element: HTMLVideoElement | null
  seeks: SeekQueue | null
  /** Element that goes full screen: the picture with its controls. */
  stage: HTMLElement | null
  /** Stops the emulated reverse playback; null unless it runs. */
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
    inOut: noInOut,
    ranges: [],
    view: null,
    buffered: [],
    waiting: false,
  }))
  store.subscribe((now, before) => followPlayhead(store, now, before))
  return { store, frameRate, frameCount, element: null, seeks: null, stage: null, stopReverse: null }
}

/**
 * Turns the view to the playhead after a seek, and when it leaves the view. A view that was moved away from the
 * playhead meanwhile stays.
 */
function followPlayhead(store: StoreApi<DeckState>, now: DeckState, before: DeckState): void {
  const position = positionOf(now)
  if (now.view === null || now.view !== before.view || position === positionOf(before)) return
  if (now.target === null && !isInView(now.view, positionOf(before))) return
  const view = viewWith(now.view, now.durationSeconds, position)
  if (view !== now.view) store.setState({ view })
}

/**
 * Returns the position of the playhead in seconds. During a seek this is its target, even before the decoder has
 * reached it.
 */
export function positionOf(state: Pick<DeckState, 'time' | 'target'>): number {
  return state.target ?? state.time
}

/** Returns the start of the frame on screen in seconds, for readouts. */
export function shownTime(deck: Deck, state: Pick<DeckState, 'time' | 'target'>): number {
  const position = positionOf(state)
  return deck.frameRate ? timeOfFrame(deck.frameRate, frameAt(deck.frameRate, position)) : position
}

/** Returns the number of the last frame; null if the frame rate is unknown. */
export function lastFrame(deck: Deck): number | null {
  if (!deck.frameRate) return null
  return (deck.frameCount ?? frameCount(deck.frameRate, deck.store.getState().durationSeconds)) - 1
}

/**
 * Returns the middle of the nearest frame inside the video, or the nearest time inside it if the frame rate is unknown.
 * Seeking to the edge between two frames shows one or the other, depending on how the decoder rounds; the middle is
 * safe.
 */
export function snap(deck: Deck, seconds: number): number {
  const { durationSeconds } = deck.store.getState()
  const inside = Math.min(Math.max(0, seconds), durationSeconds)
  const last = lastFrame(deck)
  if (!deck.frameRate || last === null) return inside
  return seekTarget(deck.frameRate, Math.min(frameAt(deck.frameRate, inside), last))
}

/** Returns the state of the playhead while the frame with this timestamp (seconds) is on screen. */
export function whenPresented(deck: Deck, timestamp: number): Pick<DeckState, 'time' | 'frame'> {
  if (!deck.frameRate) return { time: timestamp, frame: null }
  const frame = frameOfTimestamp(deck.frameRate, timestamp)
  return { time: seekTarget(deck.frameRate, frame), frame }
}

/** Returns the frame at `seconds`; null if the frame rate is unknown. */
export function expectedFrame(deck: Deck, seconds: number): number | null {
  return deck.frameRate && frameAt(deck.frameRate, seconds)
}

/** Returns half the length of a frame in seconds; 0.02 if the rate is unknown. */
export function halfFrame(deck: Deck): number {
  return deck.frameRate ? seekTarget(deck.frameRate, 0) : 0.02
}
