import { useEffect, useRef, useState } from 'react'
import type { Video } from '../../shared/contract/videos.ts'
import { mediaUrl } from '../client.ts'
import { createSeekQueue, type SeekQueue } from '../player/seek-queue.ts'
import { useScrub } from './scrub.ts'
import styles from './tile.module.css'

/** The frame of a take that lies under the pointer, over its poster. A file that does not play leaves the poster as it is. */
export function TileScrub({ video }: { video: Video }) {
  const element = useRef<HTMLVideoElement>(null)
  const queue = useRef<SeekQueue>(null)
  const [isShown, setIsShown] = useState(false)
  const source = mediaUrl.original(video)
  const part = useScrub((scrub) => scrub.part)
  const seconds = part * Math.max(0, (video.duration_seconds ?? 0) - 0.05)

  useEffect(() => {
    const frame = element.current
    if (!frame) return
    const seeks = createSeekQueue(frame, () => undefined)
    queue.current = seeks
    frame.src = source
    return () => {
      seeks.dispose()
      // An element that is gone from the page reads on until it is told not to.
      frame.removeAttribute('src')
      frame.load()
    }
  }, [source])
  useEffect(() => queue.current?.seek(seconds), [seconds])

  return (
    <>
      <video
        ref={element}
        className={styles.frame}
        data-shown={isShown || undefined}
        muted
        playsInline
        preload="auto"
        tabIndex={-1}
        aria-hidden
        onSeeked={() => setIsShown(true)}
        onError={() => setIsShown(false)}
      />
      {isShown && (
        <span className={styles.line}>
          <i style={{ transform: `scaleX(${part})` }} />
        </span>
      )}
    </>
  )
}
