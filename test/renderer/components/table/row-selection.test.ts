import { describe, expect, it } from 'vitest'
import {
  indexAfterKey,
  noSelection,
  onlyRow,
  rangeOfRows,
  toggledRow,
} from '../../../../renderer/components/table/row-selection.ts'

describe('keys in a table of ten rows, of which four are in sight', () => {
  it.each([
    ['ArrowDown', 3, 4],
    ['ArrowDown', 9, 9],
    ['ArrowUp', 3, 2],
    ['ArrowUp', 0, 0],
    ['PageDown', 3, 7],
    ['PageDown', 8, 9],
    ['PageUp', 3, 0],
    ['Home', 3, 0],
    ['End', 3, 9],
    ['x', 3, undefined],
  ])('%s leads from %i to %s', (key, from, to) => {
    expect(indexAfterKey(key, from, 10, 4)).toBe(to)
  })

  it('the first arrow chooses the first row', () => {
    expect(indexAfterKey('ArrowDown', null, 10, 4)).toBe(0)
    expect(indexAfterKey('ArrowUp', null, 10, 4)).toBe(0)
  })

  it('in a table whose rows went away, keys lead inside', () => {
    expect(indexAfterKey('ArrowDown', 9, 3, 4)).toBe(2)
  })
})

it('a row is chosen alone, beside others, or as the end of a range whose starting stays', () => {
  const one = onlyRow('b', 1)
  const two = toggledRow(one, 'd', 3)
  expect([...two.keys]).toEqual(['b', 'd'])
  expect([...toggledRow(two, 'b', 1).keys]).toEqual(['d'])
  const range = rangeOfRows(two, ['d', 'e', 'f'], 5)
  expect(range).toEqual({ keys: new Set(['d', 'e', 'f']), focus: 5, anchor: 3 })
  expect(rangeOfRows(range, ['c', 'd'], 2).anchor).toBe(3)
  expect(rangeOfRows(noSelection<string>(), ['c'], 2).anchor).toBe(2)
})
