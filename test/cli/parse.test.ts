import { InvalidArgumentError } from 'commander'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseLimit, parsePort } from '../../main/cli/parse.ts'
import { parseJson } from '../../main/cli/parse-json.ts'

test.each(['', ' ', 'ten', '0', '1001', '-1', '1.5', 'NaN', 'Infinity', '1,000', '5 rows'])(
  '%o is no number of rows',
  (value) => expect(() => parseLimit(value)).toThrow(InvalidArgumentError),
)

test('every whole number within the limits is taken as it is, and no other', () => {
  fc.assert(
    fc.property(fc.integer({ min: -10, max: 70_000 }), (value) => {
      const port = value >= 0 && value <= 65_535
      if (port) expect(parsePort(String(value))).toBe(value)
      else expect(() => parsePort(String(value))).toThrow('Expected a whole number from 0 to 65535.')
    }),
  )
})

test('an error in JSON names the position and quotes only the text around it', () => {
  const json = `{"frames": [${'1, '.repeat(5000)}2 3${', 4'.repeat(5000)}]}`
  const error = (text: string) => {
    try {
      return String(parseJson(text))
    } catch (thrown) {
      return (thrown as Error).message
    }
  }
  expect(error(json)).toBe(
    'Not valid JSON (line 1, column 15015): “,” or “]” is missing. Near: …1, 1, 1, 1, 1, 1, 2 3, 4, 4, 4, 4, 4, 4,…',
  )
  expect(error('{"a":\n nope}')).toContain('line 2, column 2')
  expect(error('')).toBe('Not valid JSON (line 1, column 1): the text ends too early.')
  expect(error('NaN')).toContain('Not valid JSON: ')
})
