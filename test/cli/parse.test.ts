import { InvalidArgumentError } from 'commander'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseLimit, parsePort } from '../../main/cli/parse.ts'

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
