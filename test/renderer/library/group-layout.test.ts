import { expect, test } from 'vitest'
import { groupLabel } from '../../../renderer/library/group-labels.ts'
import { layOutGroups } from '../../../renderer/library/group-layout.ts'

test('a heading comes before the takes of each group, and each take has one row', () => {
  const layout = layOutGroups(5, [
    { value: 'b', count: 2 },
    { value: 'a', count: 3 },
  ])
  const rows = Array.from({ length: layout.rowCount }, (_, index) => layout.at(index))
  expect(rows.map((row) => (row.is === 'take' ? row.rank : row.group.value))).toEqual(['b', 4, 3, 'a', 2, 1, 0])
  expect([4, 3, 2, 1, 0].map(layout.indexOf)).toEqual([1, 2, 4, 5, 6])
  expect(layout.headingAt(2)).toMatchObject({ group: { value: 'b' }, first: 3, end: 5 })
  expect(layout.headingAt(3)).toMatchObject({ group: { value: 'a' }, first: 0, end: 3 })
})

test('groups of another moment neither hide takes nor invent them', () => {
  const fewer = layOutGroups(4, [{ value: 'a', count: 2 }])
  expect([fewer.rowCount, fewer.at(4)]).toEqual([5, { is: 'take', rank: 0 }])
  const more = layOutGroups(1, [
    { value: 'a', count: 9 },
    { value: 'b', count: 1 },
  ])
  expect([more.rowCount, more.at(1)]).toEqual([2, { is: 'take', rank: 0 }])
  expect(layOutGroups(2, []).at(0)).toEqual({ is: 'take', rank: 1 })
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
