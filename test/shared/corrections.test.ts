import { expect, it } from 'vitest'
import { addAt, correctedHash, correctionOf, editRanges, moveEdge } from '../../shared/corrections.ts'

const frame = 0.04
const shots = [
  { start: 0, end: 2, label: 'shot', confidence: 0.5 },
  { start: 2, end: 5, label: 'shot' },
  { start: 6, end: 8, label: 'shot' },
]
const [first, second, third] = shots as [(typeof shots)[0], (typeof shots)[0], (typeof shots)[0]]

const after = (edits: Parameters<typeof editRanges>[1] | null) =>
  edits && editRanges(shots, edits)?.map(({ start, end }) => [start, end])

it('moves the cut between two shots for both, an edge alone for one, and none past another edge', () => {
  const moved = moveEdge(shots, first, 'end', 2.2, frame)
  expect(after(moved)).toEqual([
    [0, 2.2],
    [2.2, 5],
    [6, 8],
  ])
  // A person is sure.
  expect(moved?.[0]?.is).toEqual({ start: 0, end: 2.2, label: 'shot' })
  expect(after(moveEdge(shots, second, 'start', 1.8, frame))).toEqual([
    [0, 1.8],
    [1.8, 5],
    [6, 8],
  ])
  expect(after(moveEdge(shots, third, 'start', 5.5, frame))).toEqual([
    [0, 2],
    [2, 5],
    [5.5, 8],
  ])
  expect(moveEdge(shots, first, 'end', 4.99, frame)).toBeNull()
  expect(moveEdge(shots, third, 'end', 6, frame)).toBeNull()
})

it('adds a range: a cut inside a shot, else a second with the label before it', () => {
  expect(after(addAt(shots, 1, 10))).toEqual([
    [0, 1],
    [1, 2],
    [2, 5],
    [6, 8],
  ])
  expect(addAt(shots, 5.5, 10)).toEqual([{ is: { start: 5.5, end: 6, label: 'shot' } }])
  expect(addAt(shots, 9.5, 10)).toEqual([{ is: { start: 9.5, end: 10, label: 'shot' } }])
  expect(addAt([], 1, 10)).toEqual([{ is: { start: 1, end: 2 } }])
  expect(addAt(shots, 10, 10)).toEqual([])
})

it('edits in order of time, and only ranges that are there', () => {
  expect(after([{ was: second }, { was: third, is: { ...third, start: 1 } }])).toEqual([
    [0, 2],
    [1, 8],
  ])
  expect(editRanges(shots, [{ was: { ...first, label: 'other' } }])).toBeNull()
  expect(editRanges([{ start: 0, end: 1 }], [{ was: { start: 0, end: 1, label: '' } }])).toEqual([])
})

it('tells a correction by its configuration', () => {
  expect(correctedHash(correctionOf('sha256:aa'))).toBe('sha256:aa')
  const others: Parameters<typeof correctedHash>[0][] = [
    null,
    [],
    'x',
    {},
    { corrects: 1 },
    { corrects: 'sha256:aa', more: 1 },
  ]
  for (const other of others) expect(correctedHash(other)).toBeNull()
})
