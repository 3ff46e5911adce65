import type { Mark, Point } from '../../shared/timelines/drawable.ts'
import type { Mask } from '../../shared/timelines/mask.ts'
import { boundsOf, matchMarks } from '../../shared/timelines/match-marks.ts'
import { labelColour } from '../components/lanes/label-colour.ts'
import styles from './frame-marks.module.css'
import type { PictureSize } from './frame-stage.tsx'
import { texts } from './texts.ts'
import type { StageMark } from './use-checkpoints.ts'

/** The difference of a mark from the compared checkpoint. */
type Change = 'same' | 'first' | 'second' | 'from' | 'to'

/** Draws the marks of a frame over it. */
export function FrameMarks({ marks, size }: { marks: readonly StageMark[]; size: PictureSize }) {
  return <>{marks.map((mark, index) => draw(mark, index, size, undefined))}</>
}

/** Matches the marks of a frame stage by stage. */
function matchStages(first: readonly StageMark[], second: readonly StageMark[]) {
  const stages = [...new Set([...first, ...second].map(({ stage }) => stage))]
  const of = (marks: readonly StageMark[], stage: string) => marks.filter((mark) => mark.stage === stage)
  return stages.map((stage) => matchMarks(of(first, stage), of(second, stage)))
}

interface ComparedMarksProps {
  first: readonly StageMark[]
  second: readonly StageMark[]
}

/** Draws how the marks of a frame differ between two checkpoints. */
export function ComparedMarks({ first, second, size }: ComparedMarksProps & { size: PictureSize }) {
  return (
    <>
      {matchStages(first, second).flatMap(({ same, moved, onlyFirst, onlySecond }, stage) =>
        [
          ...same.map((mark) => [mark, 'same'] as const),
          ...moved.flatMap(([from, to]) => [[from, 'from'] as const, [to, 'to'] as const]),
          ...onlyFirst.map((mark) => [mark, 'first'] as const),
          ...onlySecond.map((mark) => [mark, 'second'] as const),
        ].map(([mark, change], index) => draw(mark, `${stage} ${index}`, size, change)),
      )}
    </>
  )
}

/** Counts the differences of a frame, each in the style in which it is drawn. */
export function ComparedLegend({ first, second }: ComparedMarksProps) {
  const counts = { first: 0, second: 0, to: 0, same: 0 }
  for (const { same, moved, onlyFirst, onlySecond } of matchStages(first, second)) {
    counts.first += onlyFirst.length
    counts.second += onlySecond.length
    counts.to += moved.length
    counts.same += same.length
  }
  const words = { first: texts.onlyInA, second: texts.onlyInB, to: 'moved', same: texts.inBoth }
  return (
    <p className={styles.legend} role="status">
      {(['first', 'second', 'to', 'same'] as const).map((change) => (
        <span key={change} data-change={change}>
          {counts[change]} {words[change]}
        </span>
      ))}
    </p>
  )
}

function draw(mark: Mark, key: string | number, size: PictureSize, change: Change | undefined) {
  const points = mark.isRelative ? mark.points.map(([x, y]): Point => [x * size.width, y * size.height]) : mark.points
  const label = [mark.label, mark.score?.toFixed(2)].filter(Boolean).join(' ')
  const colour = `var(--mark-${labelColour(mark.label)})`
  return (
    <g key={key} className={styles.mark} data-change={change} style={change ? {} : { color: colour }}>
      <Shape mark={mark} points={points} size={size} index={typeof key === 'number' ? key : 0} />
      {label !== '' && points.length > 0 && change !== 'from' && <Label points={points} text={label} size={size} />}
    </g>
  )
}

interface ShapeProps {
  mark: Mark
  points: readonly Point[]
  size: PictureSize
  /** Number of the mark, so that texts without coordinates do not cover each other. */
  index: number
}

function Shape({ mark, points, size, index }: ShapeProps) {
  const [first] = points
  if (mark.kind === 'text')
    return (
      <text x={size.width * 0.02} y={size.height * (0.95 - (index % 12) * 0.05)} fontSize={size.height / 24}>
        {mark.label}
      </text>
    )
  if (mark.kind === 'point' && first) return <circle cx={first[0]} cy={first[1]} r={size.height / 110} />
  if (mark.mask) return <MaskShape mask={mark.mask} size={size} />
  const list = mark.kind === 'box' ? cornersOf(points) : points
  const path = list.map((point) => point.join(',')).join(' ')
  return (
    <>
      <polygon className={styles.halo} points={path} />
      <polygon points={path} data-filled={mark.kind === 'outline' || undefined} />
    </>
  )
}

/** A mask, stretched to the frame. */
function MaskShape({ mask: { path, width, height }, size }: { mask: Mask; size: PictureSize }) {
  return <path d={path} transform={`scale(${size.width / width} ${size.height / height})`} />
}

function cornersOf(points: readonly Point[]): readonly Point[] {
  const { left, top, right, bottom } = boundsOf(points)
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ]
}

function Label({ points, text, size }: { points: readonly Point[]; text: string; size: PictureSize }) {
  const { left, top } = boundsOf(points)
  const height = size.height / 28
  return (
    <text x={Math.max(2, left)} y={top > height * 1.4 ? top - height * 0.3 : top + height} fontSize={height}>
      {text}
    </text>
  )
}
