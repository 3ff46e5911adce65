import { useEffect, useRef, useState } from 'react'
import { mediaUrl } from '../client.ts'
import styles from './playing-poster.module.css'
import { Poster } from './poster.tsx'

/** Who passes over a picture wants to get somewhere; who stays this long wants to see it. */
const dwellMilliseconds = 240

/** The picture of a take; it plays, without sound and round and round, as long as the pointer stays on it. */
export function PlayingPoster({ video }: { video: { id: string; file_hash: string } }) {
  const [isPlaying, setPlaying] = useState(false)
  const timer = useRef<number>(undefined)
  useEffect(() => () => window.clearTimeout(timer.current), [])
  return (
    <span
      className={styles.poster}
      onPointerEnter={({ pointerType }) => {
        if (pointerType !== 'touch') timer.current = window.setTimeout(() => setPlaying(true), dwellMilliseconds)
      }}
      onPointerLeave={() => {
        window.clearTimeout(timer.current)
        setPlaying(false)
      }}
    >
      <Poster video={{ ...video, codec: null, missing_since: null }} small />
      {isPlaying && <Playing src={mediaUrl.original(video)} />}
    </span>
  )
}

/** A file that does not play leaves the poster as it is. */
function Playing({ src }: { src: string }) {
  const element = useRef<HTMLVideoElement>(null)
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    const playing = element.current
    if (!playing) return
    playing.src = src
    playing.play().catch(() => undefined)
    return () => {
      // An element that is gone from the page reads on until it is told not to.
      playing.removeAttribute('src')
      playing.load()
    }
  }, [src])
  return (
    <video
      ref={element}
      className={styles.playing}
      data-shown={isShown || undefined}
      muted
      loop
      playsInline
      tabIndex={-1}
      aria-hidden
      onPlaying={() => setShown(true)}
    />
  )
}
