/** Where in a video the cells of a strip take their frames from: the middle of each stretch; seconds. */
export function cellTimes(durationSeconds: number, cells: number): number[] {
  return Array.from({ length: cells }, (_, i) => ((i + 0.5) / cells) * durationSeconds)
}

/**
 * Draws one frame of the video at `src` into each canvas, with a second, hidden element, so that the player is left
 * alone. One seek at a time and a pause after each. Ends early when `signal` says so.
 */
export async function drawFrames(src: string, canvases: HTMLCanvasElement[], signal: AbortSignal): Promise<void> {
  const video = document.createElement('video')
  video.muted = true
  video.preload = 'auto'
  video.src = src
  try {
    await arrival(video, 'loadeddata', signal)
    const times = cellTimes(video.duration, canvases.length)
    for (const [i, canvas] of canvases.entries()) {
      const seconds = times[i]
      if (seconds === undefined) continue
      video.currentTime = seconds
      await arrival(video, 'seeked', signal)
      canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height)
      canvas.dataset.drawn = ''
      await pause(40, signal)
    }
  } finally {
    // Lets go of the connection and the decoder at once.
    video.removeAttribute('src')
    video.load()
  }
}

function arrival(video: HTMLVideoElement, event: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = new AbortController()
    const end = (finish: () => void) => {
      done.abort()
      finish()
    }
    signal.throwIfAborted()
    const options = { signal: done.signal }
    video.addEventListener(event, () => end(resolve), options)
    video.addEventListener('error', () => end(() => reject(video.error)), options)
    signal.addEventListener('abort', () => end(() => reject(signal.reason)), options)
  })
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        reject(signal.reason)
      },
      { once: true },
    )
  })
}
