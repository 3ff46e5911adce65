import { type Deck, whenPresented } from './deck.ts'
import { watchFrames } from './frame-clock.ts'
import { loopInOut } from './transport.ts'

/** Maximum time from `seeked` until the frame is on screen. */
const settleMilliseconds = 250

/**
 * Keeps the state in step with the frame on screen. Call `settle` whenever a seek starts or ends: the state first has
 * the frame that is expected, and is corrected if the file has another frame at that time.
 */
export function watchPresented(deck: Deck, element: HTMLVideoElement): { settle: () => void; stop: () => void } {
  const { store } = deck
  let last: number | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const stopWatching = watchFrames(element, (timestamp) => {
    const now = whenPresented(deck, timestamp)
    last = now.frame
    // During a seek, frames from before it still arrive; they must not move the playhead back from its target. Nor must
    // the last frame of the picture move it back while longer sound plays on.
    if (store.getState().target === null) store.setState(isHeld(now.time) ? { frame: now.frame } : now)
    loopInOut(deck)
  })
  const isHeld = (time: number) => element.currentTime - time > 0.5
  // After the last frame of the picture, only `timeupdate` tells the position in longer sound.
  const follow = () => {
    const { time, target, shuttle } = store.getState()
    if (target === null && shuttle > 0 && isHeld(time)) store.setState({ time: element.currentTime })
  }
  element.addEventListener('timeupdate', follow)
  return {
    settle() {
      clearTimeout(timer)
      timer = setTimeout(() => {
        // A hidden page presents no frames, so the last frame may be from before the seek.
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
