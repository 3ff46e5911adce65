/**
 * Calls back with the timestamp (seconds) of each frame that appears on screen, and returns a function that stops it.
 * `timeupdate` is not enough: it fires four times a second, and `currentTime` is ahead of the picture. Media without a
 * picture present no frames, so the element's clock is used for them.
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
