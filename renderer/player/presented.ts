import { type Deck, whenPresented } from './deck.ts'
import { watchFrames } from './frame-clock.ts'
import { loopMarkedRange } from './transport.ts'

/** How long a frame may take from the end of a seek to the screen. */
const settleMilliseconds = 250

/** Keeps the state true to what is really on screen. `settle` is to be called after each seek. */
export function watchPresented(deck: Deck, element: HTMLVideoElement): { settle: () => void; stop: () => void } {
  const { store } = deck
  let last: number | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const stopWatching = watchFrames(element, (timestamp) => {
    const now = whenPresented(deck, timestamp)
    last = now.frame
    // A frame of the seek before must not pull the playhead back from where it is going, nor the last frame of the
    // picture from the sound that goes on without it.
    if (store.getState().target === null) store.setState(isHeld(now.time) ? { frame: now.frame } : now)
    loopMarkedRange(deck)
  })
  const isHeld = (time: number) => element.currentTime - time > 0.5
  // Where sound outlasts the picture no frame comes any more; the playhead goes on with the sound.
  const follow = () => {
    const { time, target, shuttle } = store.getState()
    if (target === null && shuttle > 0 && isHeld(time)) store.setState({ time: element.currentTime })
  }
  element.addEventListener('timeupdate', follow)
  return {
    settle() {
      clearTimeout(timer)
      timer = setTimeout(() => {
        // A hidden page is not painted, so there the last frame that was says nothing.
        const isTrue = last !== null && store.getState().target === null && document.visibilityState === 'visible'
        if (isTrue) store.setState({ frame: last })
      }, settleMilliseconds)
    },
    stop() {
      clearTimeout(timer)
      stopWatching()
      element.removeEventListener('timeupdate', follow)
    },
  }
}
