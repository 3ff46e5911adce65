import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseQuery } from '../../../shared/query/parse-query.ts'
import { printQuery } from '../../../shared/query/print-query.ts'
import { queryFields } from '../../../shared/query/query-fields.ts'

const printed = (text: string) => {
  const { query, error } = parseQuery(text)
  return query ? printQuery(query) : { ...error, text: text.slice(error.start, error.end) }
}

test.for([
  ['', ''],
  ['  ferry   dusk ', 'ferry dusk'],
  ['"ferry at dusk"', '"ferry at dusk"'],
  ['a b OR c d', 'a b OR c d'],
  ['a (b OR c) d', 'a (b OR c) d'],
  ['(a b) (c)', 'a b c'],
  ['a OR (b OR c)', 'a OR b OR c'],
  ['-(a OR b) -c --d', '-(a OR b) -c --d'],
  ['model:wan rating:>=4', 'model:wan rating:>=4'],
  ['MODEL:"Veo 3.0"', 'model:"Veo 3.0"'],
  ['tag:"say \\"hi\\" \\\\o/"', 'tag:"say \\"hi\\" \\\\o/"'],
  ['dur:5..10 dur:1:30 dur:2m dur:..3s', 'dur:5..10 dur:90 dur:120 dur:..3'],
  [
    'res:>=1080p res:4K res:1920..',
    { text: '1920..', message: 'res must be a number of lines or a size, such as “>=1080p”, “4k” or “1920x1080”.' },
  ],
  ['res:>=1080p res:4K res:720X1280', 'res:>=1080p res:2160p res:720x1280'],
  ['ratio:9:16 fps:23.976', 'ratio:9:16 fps:23.976'],
  ['size:>1500000000B size:100kb..', 'size:>1.5GB size:100kB..'],
  ['date:2026-03-14 date:>=2026 date:7d date:0d..1d', 'date:2026-03-14 date:>=2026 date:7d date:today..yesterday'],
  ['role:Output has:sound stale:yes offline:no', 'role:output has:sound stale:yes offline:no'],
  [
    'seed:118 lora:film workflow:"Episode generation" node:KSampler label:speech near:0198-ab',
    'seed:118 lora:film workflow:"Episode generation" node:KSampler label:speech near:0198-ab',
  ],
  ["12:30 o'brien 東京 - x", { text: '-', message: 'This has no letters or digits to search for.' }],
  ["12:30 o'brien 東京 x-ray ORANGE or", "12:30 o'brien 東京 x-ray ORANGE or"],
  ['mood:happy', { text: 'mood', message: expect.stringContaining('There is no field “mood”') as string }],
  ['a model: b', { text: 'model:', message: 'model needs a value, such as “wan”.' }],
  ['rating:6', { text: '6', message: 'rating must be a whole number from 1 to 5, such as “>=4”.' }],
  ['rating:..', { text: '..', message: 'rating needs a value before or after “..”.' }],
  ['date:2026-02-30', { text: '2026-02-30', message: expect.stringContaining('date must be a day') as string }],
  ['size:10MB', { text: '10MB', message: 'size must be compared, such as “>10MB”.' }],
  ['has:luck', { text: 'luck', message: expect.stringContaining('has must be one of generation') as string }],
  ['a OR', { text: 'OR', message: 'There is nothing after this “OR”.' }],
  ['OR a', { text: 'OR', message: 'There is nothing before this “OR”.' }],
  ['a (b', { text: '(', message: 'This “(” has no “)”.' }],
  ['a) b', { text: ')', message: 'There is no “(” for this “)”.' }],
  ['a ( )', { text: '( )', message: 'There is nothing in these parentheses.' }],
  ['say "hi', { text: '"hi', message: 'This quote has no end.' }],
  [`${'('.repeat(900)}`, { text: '(', message: 'Parentheses and “-” are nested too deeply.' }],
])('%s', ([text, expected]) => {
  if (typeof expected === 'string') expect(printed(text as string)).toBe(expected)
  else expect(printed(text as string)).toMatchObject(expected as object)
})

/** Texts of the pieces that the language is made of, so that many of them are queries. */
const pieces = fc.constantFrom(
  ...queryFields.flatMap(({ name, example }) => [`${name}:`, `${name}:${example}`, `${name}:"a b"`]),
  ...[
    'a',
    'ünï',
    '東京',
    '(',
    ')',
    '-',
    'OR',
    '"',
    '\\',
    '"x y"',
    ' ',
    '\u3000',
    '..',
    '>=',
    '1',
    ':',
    '*',
    '😀',
    '7d',
    '1.5GB',
  ],
)
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 12 }).map((some) => some.join('')),
  fc.array(pieces, { maxLength: 12 }).map((some) => some.join(' ')),
  fc.string({ unit: 'binary' }),
)

test('every text is a query that prints to a stable text, or has an error at its position', () => {
  let queries = 0
  fc.assert(
    fc.property(texts, (text) => {
      const { query, error } = parseQuery(text)
      if (error) {
        expect(0 <= error.start && error.start <= error.end && error.end <= text.length).toBe(true)
        return
      }
      queries++
      const once = printQuery(query)
      const again = parseQuery(once)
      expect(again.error, `${text} → ${once}`).toBeUndefined()
      if (again.query) expect(printQuery(again.query), text).toBe(once)
      expect(withoutSpans(again.query), text).toEqual(withoutSpans(query))
    }),
    { numRuns: 3000, seed: 17 },
  )
  // A generator of errors would prove little.
  expect(queries).toBeGreaterThan(500)
})

function withoutSpans(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, each) => (key === 'start' || key === 'end' ? undefined : each)))
}

test('each part says where in the text it is', () => {
  const text = ' model:wan  -(tag:"a b" OR ferry) dur:5..10'
  const { query } = parseQuery(text)
  expect(query?.is).toBe('all')
  const parts = query?.is === 'all' ? query.parts : []
  expect(parts.map(({ start, end }) => text.slice(start, end))).toEqual([
    'model:wan',
    '-(tag:"a b" OR ferry)',
    'dur:5..10',
  ])
})
