import { useEffect, useRef } from 'react'
import { useDeckState } from './deck-context.ts'
import { drawFrames } from './filmstrip-frames.ts'
import classes from './scrubber.module.css'

const height = 40

/** The video at a glance. Frames fill in while the player has nothing to wait for; a failure leaves the cells plain. */
export function Filmstrip({ src, aspectRatio }: { src: string; aspectRatio: number }) {
  const strip = useRef<HTMLDivElement>(null)
  const ready = useDeckState((state) => state.ready)
  const cells = Math.min(24, Math.max(8, Math.round(860 / (height * aspectRatio))))

  useEffect(() => {
    const canvases = [...(strip.current?.querySelectorAll('canvas') ?? [])]
    if (!ready || canvases.length === 0) return
    const leaving = new AbortController()
    // The first picture of the player comes first.
    const timer = setTimeout(() => drawFrames(src, canvases, leaving.signal).catch(() => undefined), 400)
    return () => {
      clearTimeout(timer)
      leaving.abort()
    }
  }, [ready, src])

  return (
    <div ref={strip} className={classes.strip} aria-hidden>
      {Array.from({ length: cells }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
        <canvas key={i} width={Math.round(height * 2 * aspectRatio)} height={height * 2} />
      ))}
    </div>
  )
}
