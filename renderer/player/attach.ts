import { hasMarks } from '../../shared/marks.ts'
import { type Deck, expectedFrame, snap } from './deck.ts'
import { usePreferences } from './preferences.ts'
import { watchPresented } from './presented.ts'
import { createSeekQueue } from './seek-queue.ts'
import { seek } from './seeking.ts'
import { setShuttle } from './transport.ts'

/** Connects a deck with its element: what the element does becomes state. Returns how to let go. */
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
    // The element loops a whole video without a gap; a marked range is looped by `loopMarkedRange`.
    element.loop = loop && !hasMarks(store.getState().marks)
  }
  applyPreferences()
  const stopFollowing = [
    usePreferences.subscribe(applyPreferences),
    store.subscribe((now, before) => {
      if (now.marks !== before.marks) applyPreferences()
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

/** What each event of the element means for the state. */
function listeners(deck: Deck, element: HTMLVideoElement): Record<string, () => void> {
  const { store } = deck
  const known = () => {
    if (Number.isFinite(element.duration)) store.setState({ ready: true, durationSeconds: element.duration })
  }
  return {
    loadedmetadata: known,
    // A poster would stay until the first seek, and is not the frame that the readout names.
    loadeddata: () => {
      if (element.currentTime === 0 && store.getState().target === null) seek(deck, 0)
    },
    durationchange: known,
    // Media keys and the system's own controls play and pause past our buttons.
    play: () => {
      if (store.getState().shuttle <= 0) setShuttle(deck, 1)
    },
    pause: () => {
      if (element.paused && store.getState().shuttle > 0) store.setState({ shuttle: 0 })
    },
    ended: () => {
      if (usePreferences.getState().loop) {
        seek(deck, store.getState().marks.in ?? 0)
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
