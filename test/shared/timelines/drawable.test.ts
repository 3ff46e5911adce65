import { expect, test } from 'vitest'
import { drawable } from '../../../shared/timelines/drawable.ts'
import { frameIndexOf } from '../../../shared/timelines/frame-index.ts'
import { matchMarks } from '../../../shared/timelines/match-marks.ts'

const corners = [
  [10, 20],
  [40, 60],
]

test('boxes are read in all accepted forms, with the frame that they or an object around them state', () => {
  const forms = [
    { box: [10, 20, 40, 60] },
    { xyxy: [10, 20, 40, 60] },
    { bbox: [10, 20, 30, 40] },
    { xywh: [10, 20, 30, 40] },
    { bounding_box: { left: 10, top: 20, right: 40, bottom: 60 } },
    { x: 10, y: 20, width: 30, height: 40 },
    { x1: 10, y1: 20, x2: 40, y2: 60 },
  ]
  for (const form of forms) {
    const around = drawable({ frames: [{ sequence: 3, detections: [{ ...form, label: 'cat', score: 0.5 }] }] })
    expect(around.marks).toEqual([
      { kind: 'box', at: { sequence: 3 }, points: corners, isRelative: false, label: 'cat', score: 0.5 },
    ])
    expect(drawable([{ ...form, timestamp: 1.5 }]).marks).toMatchObject([{ at: { time: 1.5 }, points: corners }])
    expect(drawable({ 7: [form] }).marks).toMatchObject([{ at: { sequence: 7 }, points: corners }])
    expect(drawable([form]).marks).toEqual([])
  }
  expect(drawable([{ frame: 0, box: [0.1, 0.2, 1, 1] }]).marks).toMatchObject([{ isRelative: true }])
})

test('points, outlines and texts are read, and what is none is left out', () => {
  const kinds = (value: object) => drawable([{ frame: 1, ...value }]).marks.map(({ kind, points }) => [kind, points])
  expect(kinds({ point: [5, 6] })).toEqual([['point', [[5, 6]]]])
  expect(kinds({ keypoints: [[1, 2, 0.9], { x: 3, y: 4 }] })).toEqual([
    ['point', [[1, 2]]],
    ['point', [[3, 4]]],
  ])
  const outline = [
    [
      [1, 1],
      [9, 1],
      [9, 9],
    ],
  ]
  for (const mask of [outline[0], outline, [1, 1, 9, 1, 9, 9], [[1, 1, 9, 1, 9, 9]]])
    expect(kinds({ mask })).toEqual([['outline', outline[0]]])
  expect(kinds({ text: 'EXIT' })).toEqual([['text', []]])
  expect(kinds({ text: 'EXIT', box: [10, 20, 40, 60] })).toEqual([['box', corners]])
  expect(kinds({ box: [1, 2, null, 4], point: ['a', 2], mask: 'none', polygon: [[1]] })).toEqual([])
})

test('masks in run-length encoding are read, as a list and as COCO’s text, in parts of their own size', () => {
  const marksOf = (value: object) => drawable([{ frame: 1, ...value }]).marks
  // Four columns of three: the lower two pixels of the second, and all of the third.
  const list = { size: [3, 4], counts: [4, 5, 3] }
  const [mark] = marksOf({ segmentation: list, label: 'cat' })
  expect(mark).toMatchObject({
    ...{ kind: 'mask', at: { sequence: 1 }, label: 'cat', isRelative: true },
    points: [
      [0.25, 0],
      [0.75, 1],
    ],
    mask: { width: 4, height: 3, path: 'M1 1v2h1v-2zM2 0v3h1v-3z' },
  })
  expect(marksOf({ mask: { size: [3, 4], counts: '453' } })).toMatchObject([{ mask: mark?.mask }])
  // From the fourth run on, the text has the difference to the one two before.
  const fourth = { size: [3, 4], counts: [4, 5, 1, 2] }
  expect(marksOf({ mask: { size: [3, 4], counts: '451M' } })).toEqual(marksOf({ mask: fourth }))
  for (const bad of [
    ...[null, 'text', {}, { size: [3, 4] }, { size: [3, 4], counts: [12] }, { size: [3, 4], counts: [4, 5, 2] }],
    ...[
      { size: [0, 4], counts: [] },
      { size: [3, 4], counts: [-1, 13] },
      { size: [1e9, 1e9], counts: [0, 1e18] },
    ],
    ...[
      { size: [3, 4], counts: 'é\0~' },
      { size: 3, counts: '4' },
    ],
  ])
    expect(marksOf({ mask: bad })).toEqual([])
  const other = marksOf({ segmentation: { size: [3, 4], counts: [3, 6, 3] }, label: 'cat' })
  expect(matchMarks(mark ? [mark] : [], other)).toMatchObject({ same: [], moved: [[mark, other[0]]] })
  expect(matchMarks(other, other).same).toHaveLength(1)
})

test('ranges and numbers per frame are read', () => {
  expect(
    drawable({
      scenes: [
        { start: 1, end: 2.5, label: 'day' },
        { start_frame: 3, end_frame: 9 },
      ],
    }).ranges,
  ).toEqual([
    { start: { time: 1 }, end: { time: 2.5 }, label: 'day' },
    { start: { sequence: 3 }, end: { sequence: 9 }, label: '' },
  ])
  const [loud, sharp] = drawable([
    { frame: 0, loudness: -20, sharpness: 1, id: 7 },
    { frame: 1, loudness: -18, sharpness: 2, id: 8 },
  ]).curves
  expect(loud).toEqual({
    name: 'loudness',
    values: [
      { at: { sequence: 0 }, value: -20 },
      { at: { sequence: 1 }, value: -18 },
    ],
  })
  expect(sharp?.name).toBe('sharpness')
  expect(drawable({ blur: { 0: 0.1, 1: 0.2 } }).curves).toMatchObject([{ name: 'blur' }])
})

test('marks of two checkpoints are the same, moved, or in one only', () => {
  const box = (label: string, ...corners: number[]) => drawable([{ frame: 0, label, box: corners }]).marks
  const first = [...box('cat', 0, 0, 10, 10), ...box('dog', 20, 20, 30, 30), ...box('bird', 50, 50, 60, 60)]
  const second = [...box('dog', 22, 20, 32, 30), ...box('cat', 0, 0, 10, 10), ...box('fox', 50, 50, 60, 60)]
  const { same, moved, onlyFirst, onlySecond } = matchMarks(first, second)
  expect(same.map(({ label }) => label)).toEqual(['cat'])
  expect(moved).toEqual([[first[1], second[0]]])
  expect(onlyFirst.map(({ label }) => label)).toEqual(['bird'])
  expect(onlySecond.map(({ label }) => label)).toEqual(['fox'])
})

test('points and texts that moved are matched with the nearest of their label', () => {
  const points = (...all: [number, number][]) => drawable([{ frame: 0, points: all }]).marks
  const [first, second] = [points([10, 10], [50, 50], [90, 90]), points([52, 50], [10, 10])]
  const { same, moved, onlyFirst, onlySecond } = matchMarks(first, second)
  expect([same, moved, onlyFirst, onlySecond]).toEqual([[second[1]], [[first[1], second[0]]], [first[2]], []])
})

test('something belongs to the frame with its sequence, or to the one on screen at its time', () => {
  const frames = [1, 2, 5].map((sequence) => ({ sequence, timestamp: sequence / 2 }))
  expect([0, 1, 3, 5].map((sequence) => frameIndexOf(frames, { sequence }))).toEqual([undefined, 0, undefined, 2])
  expect([0, 0.5, 2.4, 2.5, 9].map((time) => frameIndexOf(frames, { time }))).toEqual([undefined, 0, 1, 2, 2])
})
