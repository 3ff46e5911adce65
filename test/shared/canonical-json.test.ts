import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../shared/canonical-json.ts'

describe('the canonical form', () => {
  test.each([
    [{ b: 2, a: 1 }, '{"a":1,"b":2}'],
    [{ z: [3, { y: null, x: true }], '': 'empty' }, '{"":"empty","z":[3,{"x":true,"y":null}]}'],
    [[1.0, 1e21, 1e-7, -0, 0.1 + 0.2], '[1,1e+21,1e-7,0,0.30000000000000004]'],
    ['“ü” 漢 \n "\u007f\u2028', '"“ü” 漢 \\n \\"\u007f\u2028"'],
    // RFC 8785, 3.2.3: by UTF-16 code units, so that a character beyond the first plane comes before U+FB33.
    [{ '\ufb33': 1, '😀': 2, '€': 3, '1': 4, '\r': 5 }, '{"\\r":5,"1":4,"€":3,"😀":2,"\ufb33":1}'],
    [null, 'null'],
    [JSON.parse('{"__proto__": 1, "a": 2}'), '{"__proto__":1,"a":2}'],
  ])('of %j', (value, text) => expect(canonicalJson(value)).toBe(text))

  test.each([
    ['NaN', Number.NaN],
    ['an infinity', [Number.POSITIVE_INFINITY]],
    ['undefined', { a: undefined }],
    ['a hole in a list', Array(2)],
    ['half of a character', '\ud83d'],
    ['half of a character in a key', { '\ude00': 1 }],
    ['a date', new Date()],
    ['a map', new Map()],
    ['a function', () => 1],
    ['a big integer', 1n],
  ])('refuses %s', (_name, value) => {
    expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }))
  })

  test('refuses what is nested without end, in a short sentence', () => {
    let deep: unknown = 1
    for (let depth = 0; depth < 100_000; depth++) deep = [deep]
    expect(() => canonicalJson(deep)).toThrow(/^config.{1,60} is nested more than 500 deep\.$/)
  })

  test('is JSON of the same value, whatever order the keys came in, and its own canonical form', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        fc.pre(!/\\ud[89a-f]/i.test(JSON.stringify(value)))
        const text = canonicalJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(JSON.parse(text))).toBe(text)
        expect(canonicalJson(reversed(value))).toBe(text)
      }),
    )
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  )
}
