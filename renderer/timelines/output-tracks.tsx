import { useMemo } from 'react'
import type { Frame } from '../../shared/contract/timelines.ts'
import type { Curve, DrawnRange } from '../../shared/timelines/drawable.ts'
import { frameIndexOf } from '../../shared/timelines/frame-index.ts'
import { labelColour } from '../components/lanes/label-colour.ts'
import { type Film, useFilmState } from './film.ts'
import { texts } from './texts.ts'
import styles from './timeline-page.module.css'
import { type PaintTrack, Track } from './track.tsx'
import type { DrawnState } from './use-checkpoints.ts'

/** Most tracks that are drawn; further outputs are in the state only. */
const mostTracks = 12

/** The ranges and the numbers per frame of a checkpoint, below the film. */
export function OutputTracks({ film, drawn }: { film: Film; drawn: DrawnState }) {
  const frames = useFilmState(film, (state) => state.frames)
  const tracks = useMemo(() => tracksOf(drawn, frames), [drawn, frames])
  if (tracks.length === 0) return null
  return (
    <ul className={styles.tracks} aria-label={texts.outputs}>
      {tracks.slice(0, mostTracks).map(({ name, words, height, paint }) => (
        <li key={name}>
          <span title={name}>{name}</span>
          <Track film={film} label={`${name}: ${words}`} height={height} paint={paint} />
        </li>
      ))}
    </ul>
  )
}

function tracksOf({ stages }: DrawnState, frames: readonly Frame[]) {
  return stages.flatMap(({ stage, ranges, curves }) => [
    ...(ranges.length > 0
      ? [{ name: stage, words: texts.ranges(ranges.length), height: 14, paint: paintRanges(ranges, frames) }]
      : []),
    ...curves.map((curve) => {
      const { least, most, paint } = paintCurve(curve, frames)
      return { name: `${stage} · ${curve.name}`, words: texts.to(least, most), height: 30, paint }
    }),
  ])
}

function paintRanges(ranges: readonly DrawnRange[], frames: readonly Frame[]): PaintTrack {
  const placed = ranges.map(({ start, end, label }) => ({
    first: frameIndexOf(frames, start) ?? 0,
    last: frameIndexOf(frames, end) ?? frames.length - 1,
    label,
  }))
  return (context, { height, xOf }, colour) => {
    for (const { first, last, label } of placed) {
      context.fillStyle = colour(`range-${labelColour(label)}`)
      context.beginPath()
      context.roundRect(xOf(first), 1, Math.max(2, xOf(last + 1) - xOf(first) - 1), height - 2, 3)
      context.fill()
    }
  }
}

function paintCurve({ values }: Curve, frames: readonly Frame[]) {
  const placed = values
    .map(({ at, value }) => ({ index: frameIndexOf(frames, at) ?? -1, value }))
    .filter(({ index }) => index >= 0)
    .toSorted((a, b) => a.index - b.index)
  const least = placed.reduce((low, { value }) => Math.min(low, value), Number.POSITIVE_INFINITY)
  const most = placed.reduce((high, { value }) => Math.max(high, value), Number.NEGATIVE_INFINITY)
  const paint: PaintTrack = (context, { height, xOf }, colour) => {
    context.strokeStyle = colour('blue')
    context.lineWidth = 1.25
    context.beginPath()
    const span = most - least || 1
    for (const { index, value } of placed)
      context.lineTo(xOf(index + 0.5), height - 3 - ((value - least) / span) * (height - 6))
    context.stroke()
  }
  return { least, most, paint }
}
