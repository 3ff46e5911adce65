import { expect, test } from 'vitest'
import { passHidden } from '../../../renderer/components/grid/rank-groups.ts'
import { groupLabel } from '../../../renderer/library/group-labels.ts'
import { layOutGroups, placeGroups } from '../../../renderer/library/group-layout.ts'
import type { VideoGroup } from '../../../shared/contract/video-query.ts'

/** Lays out groups of a list by model; the values of `closed` are collapsed. */
function layOut(total: number, groups: VideoGroup[], ...closed: string[]) {
  const keys = new Set(closed.map((value) => JSON.stringify(['model', value])))
  return layOutGroups(total, placeGroups(total, groups, 'model', keys))
}

const twoGroups = [
  { value: 'b', count: 2 },
  { value: 'a', count: 3 },
]

test('a heading comes before the takes of each group, and each take has one row', () => {
  const layout = layOut(5, twoGroups)
  const rows = Array.from({ length: layout.rowCount }, (_, index) => layout.at(index))
  expect(rows.map((row) => (row.is === 'take' ? row.rank : row.group.value))).toEqual(['b', 4, 3, 'a', 2, 1, 0])
  expect([4, 3, 2, 1, 0].map(layout.indexOf)).toEqual([1, 2, 4, 5, 6])
  expect(layout.groupAt(2)).toMatchObject({ value: 'b', first: 3, end: 5 })
  expect(layout.groupAt(3)).toMatchObject({ value: 'a', first: 0, end: 3 })
})

test('a collapsed group has its heading only, and is one step for keys', () => {
  const layout = layOut(5, twoGroups, 'b')
  const rows = Array.from({ length: layout.rowCount }, (_, index) => layout.at(index))
  expect(rows.map((row) => (row.is === 'take' ? row.rank : row.group.value))).toEqual(['b', 'a', 2, 1, 0])
  expect([4, 3, 2].map(layout.indexOf)).toEqual([0, 0, 2])
  const { groups } = layout
  expect([passHidden(groups, 2, 3), passHidden(groups, 4, 3), passHidden(groups, 1, 0)]).toEqual([4, 2, 0])
  // At the top there is nothing beyond it.
  expect(passHidden(groups, 4, 4)).toBe(4)
})

test('groups of another moment neither hide takes nor invent them', () => {
  const fewer = layOut(4, [{ value: 'a', count: 2 }])
  expect([fewer.rowCount, fewer.at(4)]).toEqual([5, { is: 'take', rank: 0 }])
  const more = layOut(1, [
    { value: 'a', count: 9 },
    { value: 'b', count: 1 },
  ])
  expect([more.rowCount, more.at(1)]).toEqual([2, { is: 'take', rank: 0 }])
  expect(layOut(2, []).at(0)).toEqual({ is: 'take', rank: 1 })
})

test('headings are words, not values', () => {
  const now = Date.parse('2026-03-14T10:00:00Z')
  expect(groupLabel('added', '2026-03-14', now)).toBe('Today')
  expect(groupLabel('added', '2026-03-01', now)).toMatch(/^Sunday,? 1 March 2026$/)
  expect([groupLabel('model', null), groupLabel('rating', null), groupLabel('rating', 1)]).toEqual([
    'No model',
    'Unrated',
    '1 star',
  ])
  expect([groupLabel('duration', 5), groupLabel('source_type', 'uploaded')]).toEqual(['5 to 10 s', 'Imported'])
})
