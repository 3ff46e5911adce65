/**
 * Calls back with the timestamp (seconds) of each frame that the element really puts on screen. Media without a picture
 * has no frames, so there the element's own clock speaks. Returns how to stop.
 */
export function watchFrames(element: HTMLVideoElement, onFrame: (timestamp: number) => void): () => void {
  let handle = 0
  const next = () => {
    handle = element.requestVideoFrameCallback((_now, frame) => {
      onFrame(frame.mediaTime)
      next()
    })
  }
  const withoutPicture = () => {
    if (element.videoWidth === 0) onFrame(element.currentTime)
  }
  next()
  element.addEventListener('timeupdate', withoutPicture)
  return () => {
    element.cancelVideoFrameCallback(handle)
    element.removeEventListener('timeupdate', withoutPicture)
  }
}
