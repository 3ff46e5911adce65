import { expect, test } from 'vitest'
import { complete, completionAt } from '../../../shared/query/completion.ts'
import { queryOfFilter } from '../../../shared/query/query-of-filter.ts'
import { partsOfQuery, withoutPart, withParts } from '../../../shared/query/query-subjects.ts'

/** Completes the text at the bar, and puts the bar where the caret is then. */
function completed(marked: string, chosen: string): string | undefined {
  const caret = marked.indexOf('|')
  const text = marked.replace('|', '')
  const completion = completionAt(text, caret)
  if (!completion) return undefined
  const after = complete(text, completion, chosen)
  return `${after.text.slice(0, after.caret)}|${after.text.slice(after.caret)}`
}

test.for([
  ['mo|', 'model', 'model:|'],
  ['ferry -mo| dusk', 'model', 'ferry -model:| dusk'],
  ['model:ve|', 'Veo 3.0', 'model:"Veo 3.0" |'],
  ['(model:"ve| 3" OR x)', 'veo', '(model:"veo" |OR x)'],
  ['-tag:| ferry', 'say "hi"', '-tag:"say \\"hi\\"" |ferry'],
  ['rating:|', '>=4', 'rating:>=4 |'],
  ['ferry |', 'model', undefined],
  ['dusk|', 'model', undefined],
  ['"mo|', 'model', undefined],
] as const)('%s with %s is %s', ([marked, chosen, expected]) => {
  expect(completed(marked, chosen)).toBe(expected)
})

test('the fields of a filter are a query that asks for the same', () => {
  const filter = { search: 'ferry OR "x"', model: 'veo "3"', tags: ['a'], any_tags: ['b', 'c'], has_generation: false }
  expect(queryOfFilter({ ...filter, min_rating: 4, min_seconds: 5, to_day: '2026-03-14' })).toBe(
    'ferry "OR" x model:"veo \\"3\\"" rating:>=4 tag:"a" (tag:"b" OR tag:"c") -has:generation dur:>=5 date:<=2026-03-14',
  )
  expect(queryOfFilter({})).toBe('')
})

test('parts of a query are replaced by what they are about, and removed one by one', () => {
  const query = 'ferry -tag:a (tag:b OR tag:c) (tag:d OR dusk) has:tag'
  expect(withParts(query, ['tag', 'has:tag'], ['tag:"e"'])).toBe('ferry (tag:d OR dusk) tag:"e"')
  const [, excluded] = partsOfQuery(query)
  expect(excluded && withoutPart(query, excluded)).toBe('ferry (tag:b OR tag:c) (tag:d OR dusk) has:tag')
})
