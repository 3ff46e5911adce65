import { useComputedColorScheme } from '@mantine/core'
import { useLayoutEffect, useRef } from 'react'
import { scaledContext } from '../scaled-context.ts'
import { useElementSize } from '../use-element-size.ts'
import { useDeckState, useTimeView } from './deck-context.ts'
import classes from './scrubber.module.css'
import { barsOf } from './waveform-bars.ts'

/** Pixels. */
const height = 22
const barWidth = 2
const barGap = 1

/** The waveform of the shown part, in the colour of the scheme. It has the same height while it is loading. */
export function Waveform({ peaks }: { peaks: readonly number[] | undefined }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width } = useElementSize(canvas)
  const { start, end } = useTimeView()
  const duration = useDeckState((state) => state.durationSeconds)
  const scheme = useComputedColorScheme('dark')
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scheme has another colour
  useLayoutEffect(() => {
    if (!canvas.current || !peaks || width === 0) return
    const part = duration > 0 ? { start: start / duration, end: end / duration } : { start: 0, end: 1 }
    paint(canvas.current, peaks, width, part)
  }, [peaks, width, scheme, start, end, duration])
  return (
    <canvas
      ref={canvas}
      className={classes.waveform}
      style={{ height }}
      aria-hidden
      data-drawn={peaks ? '' : undefined}
    />
  )
}

function paint(
  canvas: HTMLCanvasElement,
  peaks: readonly number[],
  width: number,
  part: { start: number; end: number },
): void {
  const context = scaledContext(canvas, { width, height })
  if (!context) return
  context.fillStyle = window.getComputedStyle(canvas).color
  const step = barWidth + barGap
  for (const [index, strength] of barsOf(peaks, Math.floor(width / step), part).entries()) {
    const length = Math.max(1, strength * height)
    context.fillRect(index * step, (height - length) / 2, barWidth, length)
  }
}
