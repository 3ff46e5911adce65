import { expect, test } from 'vitest'
import { jsonDifferences } from '../../shared/json-differences.ts'

test.each([
  ['the same in another order', { a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }, []],
  [
    'another value, deep inside',
    { config: { threshold: 0.3, mode: 'x' } },
    { config: { threshold: 0.4, mode: 'x' } },
    [{ path: 'config.threshold', was: 0.3, is: 0.4 }],
  ],
  ['a key that came', {}, { a: null }, [{ path: 'a', is: null }]],
  ['a key that went', { 'odd key': 0 }, {}, [{ path: '["odd key"]', was: 0 }]],
  [
    'in a list',
    { a: [1, 2, 3] },
    { a: [1, 5] },
    [
      { path: 'a[1]', was: 2, is: 5 },
      { path: 'a[2]', was: 3 },
    ],
  ],
  ['another kind', { a: [] }, { a: {} }, [{ path: 'a', was: [], is: {} }]],
  ['as a whole', 1, '1', [{ path: '', was: 1, is: '1' }]],
])('%s', (_name, was, is, differences) => expect(jsonDifferences(was, is)).toEqual(differences))
