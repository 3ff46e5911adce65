/** The part of a media element that the queue uses. */
export interface Seekable extends EventTarget {
  currentTime: number
  readonly readyState: number
}

export interface SeekQueue {
  /** Seeks to a time in seconds. The newest request replaces earlier ones that have not started. */
  seek(seconds: number): void
  dispose(): void
}

/**
 * Creates a queue of at most one seek under way and one waiting, which starts when the element fires `seeked`. Setting
 * `currentTime` during a seek aborts that seek, so with a seek for each pointer event, scrubbing would show no picture
 * until the pointer rests. The queue shows as many as the decoder can deliver. `onTarget` is called with the target of
 * each request, and with null once the element has arrived.
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
