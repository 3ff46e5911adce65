import { useComputedColorScheme } from '@mantine/core'
import { type PointerEvent, type ReactNode, useLayoutEffect, useRef } from 'react'
import { formatCount } from '../../shared/units.ts'
import { scaledContext } from '../components/scaled-context.ts'
import { useElementSize } from '../components/use-element-size.ts'
import { type Film, goTo, setShuttle, useFilmState } from './film.ts'
import styles from './track.module.css'

/** Paints a track. `xOf` returns the left edge of a frame in pixels, by its index; `colour` a colour of the theme. */
export type PaintTrack = (
  context: CanvasRenderingContext2D,
  size: { width: number; height: number; count: number; xOf: (index: number) => number },
  colour: (name: string) => string,
) => void

interface TrackProps {
  film: Film
  label: string
  /** Pixels. */
  height: number
  paint: PaintTrack
  children?: ReactNode
}

/** A row as wide as the whole timeline, with the position of the frame on screen. A press moves there. */
export function Track({ film, label, height, paint, children }: TrackProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width } = useElementSize(canvas)
  const scheme = useComputedColorScheme('dark')
  const count = useFilmState(film, ({ frames }) => frames.length)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scheme has other colours
  useLayoutEffect(() => {
    const context = canvas.current && width > 0 ? scaledContext(canvas.current, { width, height }) : null
    if (!context || !canvas.current) return
    const theme = window.getComputedStyle(canvas.current)
    const xOf = (index: number) => (index / Math.max(1, count)) * width
    paint(context, { width, height, count, xOf }, (name) => theme.getPropertyValue(`--${name}`))
  }, [paint, width, height, count, scheme])
  const seek = (event: PointerEvent<HTMLElement>) => {
    if (event.buttons !== 1) return
    const { left, width: length } = event.currentTarget.getBoundingClientRect()
    setShuttle(film, 0)
    goTo(film, Math.floor(((event.clientX - left) / length) * count))
  }
  return (
    <div
      className={styles.track}
      style={{ height }}
      title={label}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        seek(event)
      }}
      onPointerMove={seek}
    >
      <canvas ref={canvas} style={{ height }} aria-hidden />
      {children}
      <Playhead film={film} />
    </div>
  )
}

function Playhead({ film }: { film: Film }) {
  const part = useFilmState(film, ({ index, frames }) => (index + 0.5) / Math.max(1, frames.length))
  return <i className={styles.playhead} style={{ left: `${part * 100}%` }} />
}

/** The range of interest, within a track. */
export function RangeOfInterest({ film }: { film: Film }) {
  const inOut = useFilmState(film, (state) => state.inOut)
  const count = useFilmState(film, (state) => state.frames.length)
  if (inOut.in === null && inOut.out === null) return null
  const [first, end] = [inOut.in ?? 0, inOut.out ?? count]
  const part = (index: number) => `${(index / count) * 100}%`
  return (
    <i className={styles.range} style={{ left: part(first), width: part(end - first) }}>
      <span>{formatCount(end - first, 'frame')}</span>
    </i>
  )
}
