import { expect, test } from 'vitest'
import { arrange, type Column, moved } from '../../../../renderer/components/table/columns.ts'
import { toCsv } from '../../../../shared/csv.ts'

const column = (name: string, width: number, rest: Partial<Column<string>> = {}): Column<string> => ({
  name,
  width,
  cell: (row) => row,
  value: (row) => row,
  ...rest,
})
const all = [
  column('a', 100, { grow: 1 }),
  column('b', 50, { yields: 1 }),
  column('c', 50, { yields: 2 }),
  column('d', 10, { isExtra: true }),
]
const names = (choice: object, width: number) => arrange(all, choice, width).columns.map(({ name }) => name)

test('a narrow table leaves columns out in their order, but never those that were chosen', () => {
  expect(names({}, 300)).toEqual(['a', 'b', 'c'])
  expect(names({}, 240)).toEqual(['a', 'b'])
  expect(names({}, 10)).toEqual(['a'])
  expect(names({ shown: ['d', 'c', 'a', 'gone'] }, 10)).toEqual(['d', 'c', 'a'])
})

test('a width that was set replaces the share of the rest', () => {
  expect(arrange(all, {}, 1000).tracks).toBe('minmax(100px, 1fr) 50px 50px')
  expect(arrange(all, { widths: { a: 80 } }, 1000)).toMatchObject({ tracks: '80px 50px 50px', width: 264 })
})

test('columns move by places and before others', () => {
  expect(moved(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c'])
  expect(moved(['a', 'b', 'c'], 'c', 'a')).toEqual(['c', 'a', 'b'])
})

test('CSV quotes what needs it', () => {
  expect(
    toCsv([
      ['a', 'b, c'],
      [null, 'say "x"\n'],
    ]),
  ).toBe('a,"b, c"\r\n,"say ""x""\n"\r\n')
})
