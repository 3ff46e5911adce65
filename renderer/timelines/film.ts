import { useEffect, useState } from 'react'
import { createStore, type StoreApi, useStore } from 'zustand'
import type { Frame } from '../../shared/contract/timelines.ts'
import { hasInOut, type InOutPoints, noInOut, setInPoint, setOutPoint } from '../../shared/in-out-points.ts'
import type { Shuttle } from '../../shared/shuttle.ts'

export interface FilmState {
  frames: readonly Frame[]
  /** Index of the frame on screen. */
  index: number
  shuttle: Shuttle
  /** The range of interest, in indexes: `in` is its first frame, `out` the one after its last. */
  inOut: InOutPoints
}

/** The frames of a timeline and the one on screen. It changes many times a second, so each part reads what it shows. */
export type Film = StoreApi<FilmState>

/** Returns the film of a page; it keeps its place when the frames are loaded again. */
export function useFilm(frames: readonly Frame[]): Film {
  const [film] = useState(() => createStore<FilmState>(() => ({ frames, index: 0, shuttle: 0, inOut: noInOut })))
  useEffect(() => {
    film.setState(({ index }) => ({ frames, index: Math.max(0, Math.min(index, frames.length - 1)) }))
  }, [film, frames])
  usePlayback(film)
  return film
}

/** Returns a part of the film's state. */
export function useFilmState<Part>(film: Film, select: (state: FilmState) => Part): Part {
  return useStore(film, select)
}

/** Shows the frame at an index, or the nearest end. */
export function goTo(film: Film, index: number): void {
  const last = film.getState().frames.length - 1
  film.setState({ index: Math.max(0, Math.min(last, index)) })
}

/** Stops, and moves by a number of frames. */
export function step(film: Film, by: number): void {
  setShuttle(film, 0)
  goTo(film, film.getState().index + by)
}

/** Plays at a shuttle speed; 0 stops. At the end it starts over. */
export function setShuttle(film: Film, shuttle: Shuttle): void {
  const { index, frames } = film.getState()
  const last = frames.length - 1
  if (shuttle > 0 && index === last) goTo(film, 0)
  if (shuttle < 0 && index === 0) goTo(film, last)
  film.setState({ shuttle })
}

/** Makes the frame on screen the first of the range of interest. */
export function setIn(film: Film): void {
  film.setState(({ index, inOut }) => ({ inOut: setInPoint(inOut, index) }))
}

/** Makes the frame on screen the last of the range of interest. */
export function setOut(film: Film): void {
  film.setState(({ index, inOut }) => ({ inOut: setOutPoint(inOut, index + 1) }))
}

export function clearInOut(film: Film): void {
  film.setState({ inOut: noInOut })
}

/** The longest time in seconds that a frame stays while playing; scene cuts can be minutes apart. */
const longest = 1

/** Returns how long a frame stays on screen, in milliseconds. */
function stayOf(frames: readonly Frame[], index: number, shuttle: Shuttle): number {
  const [here, next] = [frames[index], frames[index + Math.sign(shuttle)]]
  const seconds = here && next ? Math.abs(next.timestamp - here.timestamp) : longest
  return (1000 * Math.min(longest, seconds)) / Math.abs(shuttle)
}

/** Returns the index after a frame; null at the end. A range of interest repeats. */
function indexAfter({ frames, index, shuttle, inOut }: FilmState): number | null {
  const next = index + Math.sign(shuttle)
  const [first, end] = [inOut.in ?? 0, inOut.out ?? frames.length]
  if (hasInOut(inOut) && next >= end && index < end) return first
  if (hasInOut(inOut) && next < first && index >= first) return end - 1
  return next < 0 || next >= frames.length ? null : next
}

/** Moves from frame to frame while the film plays, each at its own time. */
function usePlayback(film: Film): void {
  const shuttle = useFilmState(film, (state) => state.shuttle)
  useEffect(() => {
    if (shuttle === 0) return undefined
    let timer = 0
    const wait = () => {
      const { frames, index } = film.getState()
      timer = window.setTimeout(next, stayOf(frames, index, shuttle))
    }
    const next = () => {
      const index = indexAfter(film.getState())
      if (index === null) return film.setState({ shuttle: 0 })
      film.setState({ index })
      wait()
    }
    wait()
    return () => window.clearTimeout(timer)
  }, [film, shuttle])
}
