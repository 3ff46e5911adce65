import { hasInOut } from '../../../shared/in-out-points.ts'
import { type Deck, expectedFrame, snap } from './deck.ts'
import { usePreferences } from './preferences.ts'
import { watchPresented } from './presented-frame.ts'
import { createSeekQueue } from './seek-queue.ts'
import { seek } from './seeking.ts'
import { setShuttle } from './transport.ts'

/** Connects a deck with its element, whose events update the state. Returns a function that disconnects them. */
export function attach(deck: Deck, element: HTMLVideoElement): () => void {
  const { store } = deck
  deck.element = element
  const presented = watchPresented(deck, element)
  deck.seeks = createSeekQueue(element, (target) => {
    const time = target ?? snap(deck, element.currentTime)
    store.setState({ target, frame: expectedFrame(deck, time), ...(target === null && { time }) })
    presented.settle()
  })
  const letGo = new AbortController()
  for (const [event, listener] of Object.entries(listeners(deck, element))) {
    element.addEventListener(event, listener, { signal: letGo.signal })
  }
  const applyPreferences = () => {
    const { volume, muted, loop } = usePreferences.getState()
    element.volume = volume
    element.muted = muted
    // The element loops a whole video without a gap; the range between in and out is looped by `loopInOut`.
    element.loop = loop && !hasInOut(store.getState().inOut)
  }
  applyPreferences()
  const stopFollowing = [
    usePreferences.subscribe(applyPreferences),
    store.subscribe((now, before) => {
      if (now.inOut !== before.inOut) applyPreferences()
    }),
  ]
  return () => {
    deck.stopReverse?.()
    for (const stop of stopFollowing) stop()
    presented.stop()
    letGo.abort()
    deck.seeks?.dispose()
    deck.seeks = null
    deck.element = null
  }
}

/** Returns event listeners that update the state from the element. */
function listeners(deck: Deck, element: HTMLVideoElement): Record<string, () => void> {
  const { store } = deck
  const known = () => {
    if (Number.isFinite(element.duration)) store.setState({ ready: true, durationSeconds: element.duration })
  }
  return {
    loadedmetadata: known,
    // The element shows its poster until the first seek, and the poster is not the frame that the readout shows.
    loadeddata: () => {
      if (element.currentTime === 0 && store.getState().target === null) seek(deck, 0)
    },
    durationchange: known,
    // Media keys and the system's controls play and pause the element directly.
    play: () => {
      if (store.getState().shuttle <= 0) setShuttle(deck, 1)
    },
    pause: () => {
      if (element.paused && store.getState().shuttle > 0) store.setState({ shuttle: 0 })
    },
    ended: () => {
      if (usePreferences.getState().loop) {
        seek(deck, store.getState().inOut.in ?? 0)
        setShuttle(deck, 1)
      } else store.setState({ time: snap(deck, element.currentTime) })
    },
    waiting: () => store.setState({ waiting: true }),
    playing: () => store.setState({ waiting: false }),
    canplay: () => store.setState({ waiting: false }),
    progress: () => {
      const buffered = Array.from({ length: element.buffered.length }, (_, i) => ({
        start: element.buffered.start(i),
        end: element.buffered.end(i),
      }))
      store.setState({ buffered })
    },
  }
}
