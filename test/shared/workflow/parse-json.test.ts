import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson } from '../../../shared/workflow/parse-json.ts'

describe('JSON as Python writes it', () => {
  it('is what JSON.parse makes of it, however it is spaced', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        expect(parseJson(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  it('may begin with a byte order mark', () => {
    expect(parseJson('\uFEFF {"a": 1} \r\n')).toEqual({ a: 1 })
  })

  it('has numbers that JSON has not, but not inside of a text', () => {
    expect(parseJson('[NaN, -Infinity, Infinity, "NaN, Infinity"]')).toEqual([
      Number.NaN,
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      'NaN, Infinity',
    ])
  })

  it('keeps every digit of a seed of 64 bits', () => {
    expect(parseJson('[18446744073709551615, 9007199254740993, 9007199254740991, 1e300]')).toEqual([
      '18446744073709551615',
      '9007199254740993',
      9007199254740991,
      1e300,
    ])
  })

  it('keeps a key that would otherwise change the object', () => {
    const value = parseJson('{"__proto__": {"polluted": true}, "a": 1}')
    expect(Object.keys(value as object)).toEqual(['__proto__', 'a'])
    expect('polluted' in (value as object)).toBe(false)
  })

  it.each([
    ['', '(line 1, column 1): the text ends too early'],
    ['{"a": 1', '(line 1, column 8): the text ends too early'],
    ['["abc', '(line 1, column 6): the text ends too early'],
    ['{"a": 1,\n "b" 2}', '(line 2, column 6): “:” is missing'],
    ['{"a": 1 "b": 2}', '(line 1, column 9): “,” or “}” is missing'],
    ["{'a': 1}", '(line 1, column 2): a key in double quotes is missing'],
    ['[1,\n\n ]', '(line 3, column 2): a value is missing or malformed'],
    ['[undefined]', '(line 1, column 2): a value is missing or malformed'],
    ['[01]', '(line 1, column 3): “,” or “]” is missing'],
    ['["a\nb"]', '(line 1, column 2): a string contains a line break or an invalid escape'],
    ['["\\x41"]', '(line 1, column 2): a string contains a line break or an invalid escape'],
    ['{} {}', '(line 1, column 4): there is text after the end'],
    ['['.repeat(100_000), '(line 1, column 502): there are more than 500 levels of nesting'],
  ])('says where %j is wrong', (text, place) => {
    expect(() => parseJson(text)).toThrow(`Not valid JSON ${place}.`)
  })

  it('a text of millions of escapes is read, or refused, like a short one', () => {
    const escapes = '\\n\\"'.repeat(2_000_000)
    expect(parseJson(`"${escapes}"`)).toHaveLength(4_000_000)
    expect(() => parseJson(`"${escapes}`)).toThrow('the text ends too early')
  })

  it('takes and refuses the same texts as JSON.parse does', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '1',
      '-',
      '.5',
      'e3',
      'null',
      ' ',
      '\\',
      '\\u12',
      '\n',
    )
    fc.assert(
      fc.property(fc.string({ unit: piece, maxLength: 12 }), (text) => {
        const outcome = (parse: (text: string) => unknown) => {
          try {
            return { value: parse(text) }
          } catch {
            return 'refused'
          }
        }
        expect(outcome(parseJson)).toEqual(outcome(JSON.parse))
      }),
      { numRuns: 2000 },
    )
  })
})
