import { expect, test } from 'vitest'
import { pairByContent } from '../../main/database/checkpoints/pair-by-content.ts'
import { jsonDifferences } from '../../shared/json-differences.ts'

test.each([
  ['one missing in front', ['a', 'b', 'c'], ['b', 'c'], [{ path: '[0]', was: 'a' }]],
  ['one more in front', ['b', 'c'], ['a', 'b', 'c'], [{ path: '[0]', is: 'a' }]],
  [
    'one changed, one missing, one more',
    [{ box: [1, 2] }, 'b', 'c', 'd'],
    [{ box: [1, 3] }, 'b', 'd', 'e'],
    [
      { path: '[0].box[1]', was: 2, is: 3 },
      { path: '[2]', was: 'c' },
      { path: '[3]', is: 'e' },
    ],
  ],
  [
    'more changed ones on one side',
    { a: [1, 2, 3] },
    { a: [1, 5] },
    [
      { path: 'a[1]', was: 2, is: 5 },
      { path: 'a[2]', was: 3 },
    ],
  ],
])('of two outputs: %s', (_name, was, is, differences) =>
  expect(jsonDifferences(was, is, pairByContent)).toEqual(differences),
)

test('two long outputs without a common member are compared by index', () => {
  const [was, is] = [3, 4].map((seed) => Array.from({ length: 3000 }, (_, index) => index * 7 + seed / 10))
  expect(jsonDifferences(was ?? [], is ?? [], pairByContent)).toEqual(jsonDifferences(was ?? [], is ?? []))
})
