import { useComputedColorScheme } from '@mantine/core'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Range } from '../../../shared/contract/analyses.ts'
import { useTimeView } from '../player/deck-context.ts'
import { partAt, spanOf, type TimeView } from '../player/time-view.ts'
import { useElementSize } from '../use-element-size.ts'
import styles from './lane-strip.module.css'
import { paintBands } from './paint-lane.ts'
import { RangeBubble } from './range-bubble.tsx'
import { spokenRange } from './range-labels.ts'
import { segmentsOf } from './segments.ts'
import { texts } from './texts.ts'
import { type Band, bandGap, bandHeight, type Editing, useStrip } from './use-strip.ts'

interface LaneStripProps {
  label: string
  bands: readonly Band[]
  onActive?: () => void
  editing?: Editing | null
}

/**
 * A strip of ranges along the time axis, painted on a canvas, so that 100,000 ranges are as fast as one.
 * Hovering shows the details of a range, a click seeks to it, a double click loops it; with the focus, arrows go from
 * range to range.
 */
export function LaneStrip({ label, bands, onActive, editing }: LaneStripProps) {
  // State, not a ref, because the bubble is positioned by the strip during rendering.
  const [strip, setStrip] = useState<HTMLDivElement | null>(null)
  const view = useTimeView()
  const ranges = useMemo(() => mergedRanges(bands), [bands])
  const { current, shown, isAtEdge, handlers } = useStrip(strip, bands, ranges, editing)
  const selected = editing?.correction.selected
  const span = selected ? spanOf(view, selected) : null
  const height = bands.length * (bandHeight + bandGap) - bandGap
  return (
    <div
      ref={setStrip}
      className={styles.strip}
      style={{ height }}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={ranges.length}
      aria-valuenow={current === undefined ? 0 : current + 1}
      aria-valuetext={spoken(ranges, current)}
      data-edge={isAtEdge || undefined}
      {...handlers}
      onFocusCapture={onActive}
      onClickCapture={onActive}
    >
      {bands.map((band, index) => (
        <i
          key={band.name ?? label}
          className={styles.track}
          style={{ top: index * (bandHeight + bandGap), height: bandHeight }}
        />
      ))}
      <Painting bands={bands} view={view} height={height} />
      {span && (
        <i className={styles.selected} style={{ left: `${span.left * 100}%`, right: `${(1 - span.right) * 100}%` }} />
      )}
      {shown && view.end > view.start && (
        <RangeBubble
          range={shown.range}
          origin={bands[shown.band]?.name}
          strip={strip}
          part={Math.min(1, Math.max(0, partAt(view, shown.seconds)))}
        />
      )}
    </div>
  )
}

interface PaintingProps {
  bands: readonly Band[]
  view: TimeView
  height: number
}

function Painting({ bands, view, height }: PaintingProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width } = useElementSize(canvas)
  const scheme = useComputedColorScheme('dark')
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scheme has other colours
  useLayoutEffect(() => {
    if (canvas.current && width > 0) paintBands(canvas.current, { width, height }, paintedBands(bands, view, width))
  }, [bands, view, width, height, scheme])
  return <canvas ref={canvas} style={{ height }} />
}

function mergedRanges(bands: readonly Band[]): readonly Range[] {
  const [only] = bands
  if (bands.length === 1 && only) return only.ranges
  return bands.flatMap(({ ranges }) => ranges).toSorted((a, b) => a.start - b.start || a.end - b.end)
}

function paintedBands(bands: readonly Band[], view: TimeView, width: number) {
  return bands.flatMap(({ ranges, outlined }, index) => {
    const place = { top: index * (bandHeight + bandGap), height: bandHeight }
    const full = outlined ? ranges.filter((range) => !outlined.has(range)) : ranges
    const same = outlined ? ranges.filter((range) => outlined.has(range)) : []
    return [
      { ...place, segments: segmentsOf(full, view, width), style: 'full' as const },
      { ...place, segments: segmentsOf(same, view, width), style: 'outline' as const },
    ]
  })
}

function spoken(ranges: readonly Range[], current: number | undefined): string {
  const range = current === undefined ? undefined : ranges[current]
  if (range && current !== undefined) return spokenRange(range, current, ranges.length)
  return ranges.length === 0 ? texts.noRangesLowercase : texts.betweenRangesInAll(ranges.length)
}
