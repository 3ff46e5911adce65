import { useComputedColorScheme } from '@mantine/core'
import { useLayoutEffect, useRef } from 'react'
import { scaledContext } from '../scaled-context.ts'
import { useElementSize } from '../use-element-size.ts'
import { useDeckState, useTimeView } from './deck-context.ts'
import classes from './scrubber.module.css'
import { texts } from './texts.ts'
import { partAt, spanOf, type TimeView } from './time-view.ts'
import { useKeyframes } from './use-keyframes.ts'

/** Pixels. */
const height = 6

/** The ranges to extract on the film strip, and the keyframes below it, at which a cut without re-encoding begins. */
export function RangeMarks({ videoId }: { videoId: string }) {
  const ranges = useDeckState((state) => state.ranges)
  const view = useTimeView()
  const keyframes = useKeyframes(videoId)
  return (
    <>
      {ranges.map((range) => {
        const span = spanOf(view, range)
        const edges = span && { left: `${span.left * 100}%`, right: `${(1 - span.right) * 100}%` }
        return edges && <i key={`${range.start}-${range.end}`} className={classes.marked} style={edges} />
      })}
      {keyframes && <Keyframes keyframes={keyframes} view={view} />}
    </>
  )
}

function Keyframes({ keyframes, view }: { keyframes: readonly number[]; view: TimeView }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width } = useElementSize(canvas)
  const scheme = useComputedColorScheme('dark')
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scheme has another colour
  useLayoutEffect(() => {
    const context = canvas.current && width > 0 ? scaledContext(canvas.current, { width, height }) : null
    if (!context || !canvas.current) return
    context.fillStyle = window.getComputedStyle(canvas.current).color
    for (const time of keyframes) {
      const part = partAt(view, time)
      if (part >= 0 && part <= 1) context.fillRect(Math.min(width - 1, Math.round(part * width)), 0, 1, height)
    }
  }, [keyframes, view, width, scheme])
  return (
    <canvas
      ref={canvas}
      className={classes.keyframes}
      style={{ height }}
      role="img"
      aria-label={texts.keyframes(keyframes.length)}
    />
  )
}
