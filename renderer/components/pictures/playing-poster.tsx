import { useEffect, useRef, useState } from 'react'
import { mediaUrl } from '../../client.ts'
import styles from './playing-poster.module.css'
import { Poster } from './poster.tsx'

/** Delay before the poster plays, so that a pointer that only passes over it does not start playback. */
const dwellMilliseconds = 240

/** The poster of a take, which plays muted in a loop while the pointer is on it. */
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

/** The playing video. If it cannot be played, the poster stays. */
function Playing({ src }: { src: string }) {
  const element = useRef<HTMLVideoElement>(null)
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    const playing = element.current
    if (!playing) return
    playing.src = src
    playing.play().catch(() => undefined)
    return () => {
      // An element that was removed from the page goes on loading until its source is removed too.
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
