import { type Mask, readMask } from './mask.ts'

/** A place in pixels of the frame, or in parts of its size if every coordinate of its mark is from 0 to 1. */
export type Point = readonly [x: number, y: number]

/** The frame that something belongs to: by its sequence, or by its time in seconds. */
export type At = { sequence: number } | { time: number }

/** A mark that is drawn over a frame. */
export interface Mark {
  kind: 'box' | 'point' | 'outline' | 'mask' | 'text'
  at: At
  /** The corners of a box or around a mask, one point, or those of an outline; none of a text without coordinates. */
  points: readonly Point[]
  /** True if the coordinates are fractions of the frame’s size. */
  isRelative: boolean
  label: string
  score: number | null
  mask?: Mask
}

/** A part of the timeline. */
export interface DrawnRange {
  start: At
  end: At
  label: string
}

/** A number per frame. */
export interface Curve {
  name: string
  values: readonly { at: At; value: number }[]
}

/** The parts of a stage's output that can be drawn. */
export interface Drawable {
  marks: readonly Mark[]
  ranges: readonly DrawnRange[]
  curves: readonly Curve[]
}

type Members = Readonly<Record<string, unknown>>

const sequenceKeys = ['sequence', 'frame', 'frame_index', 'frame_sequence', 'frame_idx']
const timeKeys = ['timestamp', 'time', 'seconds', 'time_seconds']
const labelKeys = ['label', 'class_name', 'class', 'category', 'name', 'text']
const scoreKeys = ['score', 'confidence', 'conf']
/** Values that say where or what something is, and are no number per frame. */
const factKeys = new Set([...sequenceKeys, ...timeKeys, ...labelKeys, 'id', 'track_id', 'chunk_id', 'frame_number'])
/** Deeper values are not read. */
const deepest = 32

/**
 * Returns what of a stage's output can be drawn: boxes, points, outlines, masks and texts with the frame or time that
 * they or an object around them state; ranges; and numbers per frame. Other values are left out.
 * docs/timelines.md lists the accepted shapes.
 */
export function drawable(output: unknown): Drawable {
  const found = {
    marks: [] as Mark[],
    ranges: [] as DrawnRange[],
    values: new Map<string, Curve['values'][number][]>(),
  }
  read(output, { at: undefined, name: '', depth: 0 }, found)
  const curves = [...found.values].map(([name, values]) => ({ name, values })).filter(({ values }) => values.length > 1)
  return { marks: found.marks, ranges: found.ranges, curves }
}

interface Found {
  marks: Mark[]
  ranges: DrawnRange[]
  values: Map<string, Curve['values'][number][]>
}

interface Surroundings {
  at: At | undefined
  /** The last key that leads here. */
  name: string
  depth: number
}

function read(value: unknown, { at, name, depth }: Surroundings, found: Found): void {
  if (typeof value !== 'object' || value === null || depth > deepest) return
  if (Array.isArray(value)) {
    for (const item of value) read(item, { at, name, depth: depth + 1 }, found)
    return
  }
  const members = value as Members
  if (isByFrame(members)) {
    for (const [key, item] of Object.entries(members)) {
      const here = { sequence: Number(key) }
      if (typeof item === 'number') addValue(found, name || 'value', here, item)
      else read(item, { at: here, name, depth: depth + 1 }, found)
    }
    return
  }
  const range = rangeOf(members)
  if (range) found.ranges.push(range)
  const here = atOf(members) ?? at
  const marks = here === undefined ? [] : marksOf(members, here)
  for (const mark of marks) found.marks.push(mark)
  if (here !== undefined && atOf(members) !== undefined && marks.length === 0 && !range)
    addNumbers(members, here, found)
  for (const [key, item] of Object.entries(members))
    if (!coordinateKeys.has(key)) read(item, { at: here, name: key, depth: depth + 1 }, found)
}

/** Returns whether all keys are whole numbers: each is the sequence of a frame. */
function isByFrame(members: Members): boolean {
  const keys = Object.keys(members)
  return keys.length > 0 && keys.every((key) => /^\d{1,15}$/.test(key))
}

function addNumbers(members: Members, at: At, found: Found): void {
  for (const [key, item] of Object.entries(members))
    if (typeof item === 'number' && !factKeys.has(key)) addValue(found, key, at, item)
}

function addValue({ values }: Found, name: string, at: At, value: number): void {
  const list = values.get(name)
  if (list) list.push({ at, value })
  else values.set(name, [{ at, value }])
}

function numberAt(members: Members, keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const value = Object.hasOwn(members, key) ? members[key] : undefined
    if (typeof value === 'number' && Number.isFinite(value)) return value
  }
  return undefined
}

function atOf(members: Members): At | undefined {
  const sequence = numberAt(members, sequenceKeys)
  if (sequence !== undefined) return { sequence }
  const time = numberAt(members, timeKeys)
  return time === undefined ? undefined : { time }
}

function rangeOf(members: Members): DrawnRange | undefined {
  const label = labelOf(members)
  const [first, last] = [
    numberAt(members, ['start_frame', 'start_sequence']),
    numberAt(members, ['end_frame', 'end_sequence']),
  ]
  if (first !== undefined && last !== undefined) return { start: { sequence: first }, end: { sequence: last }, label }
  const [start, end] = [
    numberAt(members, ['start', 'start_time', 'start_seconds']),
    numberAt(members, ['end', 'end_time', 'end_seconds']),
  ]
  if (start === undefined || end === undefined || end < start) return undefined
  return { start: { time: start }, end: { time: end }, label }
}

function labelOf(members: Members): string {
  for (const key of labelKeys) if (typeof members[key] === 'string') return members[key]
  return ''
}

const coordinateKeys = new Set([
  ...['box', 'bbox', 'bounding_box', 'xyxy', 'xywh'],
  ...['point', 'points', 'keypoints', 'polygon', 'mask', 'segmentation', 'outline', 'rle'],
])

function marksOf(members: Members, at: At): Mark[] {
  const facts = { at, label: labelOf(members), score: numberAt(members, scoreKeys) ?? null }
  const mark = (kind: Mark['kind'], points: readonly Point[]): Mark => ({
    ...facts,
    ...{ kind, points, isRelative: points.every((point) => point.every((value) => value >= 0 && value <= 1)) },
  })
  const marks: Mark[] = []
  const box = boxOf(members)
  if (box) marks.push(mark('box', box))
  for (const key of ['polygon', 'mask', 'segmentation', 'outline'])
    for (const outline of outlinesOf(members[key])) marks.push(mark('outline', outline))
  for (const key of ['mask', 'segmentation', 'rle']) {
    const found = readMask(members[key])
    if (found) marks.push({ ...mark('mask', cornersAround(found)), isRelative: true, mask: found })
  }
  for (const key of ['points', 'keypoints'])
    for (const point of pointsOf(members[key])) marks.push(mark('point', [point]))
  const point = pointOf(members.point) ?? (box ? undefined : pointOf(members))
  if (point) marks.push(mark('point', [point]))
  if (marks.length === 0 && typeof members.text === 'string' && members.text !== '') marks.push(mark('text', []))
  return marks
}

/** Returns the corners of the box around a mask, in parts of its picture, which need not have the size of the frame. */
function cornersAround({ width, height, bounds: { left, top, right, bottom } }: Mask): readonly Point[] {
  return [
    [left / width, top / height],
    [right / width, bottom / height],
  ]
}

/** `box` and `xyxy` are corners; `bbox`, as in COCO, and `xywh` are the upper left corner and the size. */
function boxOf(members: Members): readonly Point[] | undefined {
  for (const key of ['box', 'bbox', 'bounding_box', 'xyxy', 'xywh']) {
    const value = members[key]
    const corners = Array.isArray(value)
      ? cornersOf(value, key === 'box' || key === 'xyxy')
      : isMembers(value) && namedCorners(value)
    if (corners) return corners
  }
  return namedCorners(members)
}

function cornersOf(list: readonly unknown[], isCorners: boolean): readonly Point[] | undefined {
  const [x, y, third, fourth] = list
  if (list.length !== 4 || !isNumber(x) || !isNumber(y) || !isNumber(third) || !isNumber(fourth)) return undefined
  return [[x, y], isCorners ? [third, fourth] : [x + third, y + fourth]]
}

function namedCorners(members: Members): readonly Point[] | undefined {
  const [left, top] = [numberAt(members, ['x1', 'left', 'x']), numberAt(members, ['y1', 'top', 'y'])]
  if (left === undefined || top === undefined) return undefined
  const [right, bottom] = [numberAt(members, ['x2', 'right']), numberAt(members, ['y2', 'bottom'])]
  if (right !== undefined && bottom !== undefined)
    return [
      [left, top],
      [right, bottom],
    ]
  const [width, height] = [numberAt(members, ['width', 'w']), numberAt(members, ['height', 'h'])]
  return width === undefined || height === undefined
    ? undefined
    : [
        [left, top],
        [left + width, top + height],
      ]
}

function pointOf(value: unknown): Point | undefined {
  const [x, y] = Array.isArray(value) ? value : isMembers(value) ? [value.x, value.y] : []
  return isNumber(x) && isNumber(y) ? [x, y] : undefined
}

function pointsOf(value: unknown): Point[] {
  return Array.isArray(value) ? value.flatMap((item) => [pointOf(item)].filter((point) => point !== undefined)) : []
}

/** Returns the outlines in a list of points, a flat list `[x, y, x, y, …]`, or a list of either. */
function outlinesOf(value: unknown): (readonly Point[])[] {
  if (!Array.isArray(value) || value.length === 0) return []
  if (value.every(isNumber)) {
    const points = Array.from({ length: Math.floor(value.length / 2) }, (_, index): Point => {
      return [value[index * 2] ?? 0, value[index * 2 + 1] ?? 0]
    })
    return points.length > 2 ? [points] : []
  }
  const points = pointsOf(value)
  if (points.length === value.length && value.every((item) => !Array.isArray(item) || item.length < 4))
    return points.length > 2 ? [points] : []
  return value.flatMap((item) => outlinesOf(item))
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
