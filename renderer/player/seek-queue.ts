/** What the queue needs of a media element; a test brings its own. */
export interface Seekable extends EventTarget {
  currentTime: number
  readonly readyState: number
}

export interface SeekQueue {
  /** Seconds. The newest request wins; those in between are never started. */
  seek(seconds: number): void
  dispose(): void
}

/**
 * At most one seek at a time: while one is under way only the newest wish is kept, and it starts when the element says
 * `seeked`. Scrubbing thus shows a picture as often as the decoder can, where a seek for each pointer event would show
 * none until the pointer rests. `onTarget` hears what is being sought, and null once the element is there.
 */
export function createSeekQueue(element: Seekable, onTarget: (seconds: number | null) => void): SeekQueue {
  let wanted: number | null = null
  let underWay = false

  function start(): void {
    if (underWay || wanted === null || element.readyState === 0) return
    underWay = true
    const seconds = wanted
    wanted = null
    element.currentTime = seconds
  }
  function arrived(): void {
    underWay = false
    if (wanted === null) onTarget(null)
    else start()
  }
  function emptied(): void {
    underWay = false
  }

  element.addEventListener('seeked', arrived)
  element.addEventListener('loadedmetadata', start)
  element.addEventListener('emptied', emptied)
  return {
    seek(seconds) {
      wanted = seconds
      onTarget(seconds)
      start()
    },
    dispose() {
      element.removeEventListener('seeked', arrived)
      element.removeEventListener('loadedmetadata', start)
      element.removeEventListener('emptied', emptied)
    },
  }
}
