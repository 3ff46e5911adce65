import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRange } from '../../main/http/send-file.ts'

test.each([
  ['bytes=0-', 10, { start: 0, end: 9 }],
  ['bytes=3-5', 10, { start: 3, end: 5 }],
  ['bytes=3-999', 10, { start: 3, end: 9 }],
  ['bytes=9-9', 10, { start: 9, end: 9 }],
  ['bytes=-4', 10, { start: 6, end: 9 }],
  ['bytes=-99', 10, { start: 0, end: 9 }],
  ['bytes=10-', 10, 'unsatisfiable'],
  ['bytes=99999999999999999999-', 10, 'unsatisfiable'],
  ['bytes=-0', 10, 'unsatisfiable'],
  ['bytes=0-', 0, 'unsatisfiable'],
])('%s of %s bytes is %o', (header, size, range) => expect(parseRange(header, size)).toEqual(range))

test.each([
  null,
  '',
  'bytes',
  'bytes=',
  'bytes=-',
  'bytes=5-3',
  'bytes=1-2,5-6',
  'bytes=a-b',
  'bytes=1.5-2',
  'bytes=--5',
  'bytes=0x1-2',
  'seconds=0-1',
  'bytes=1-2\r\nx: y',
])('%o asks for nothing in particular', (header) => expect(parseRange(header, 10)).toBeUndefined())

test('whatever is asked, what is answered lies in the file and is no more than was asked', () => {
  const part = fc.oneof(fc.constant(''), fc.nat().map(String), fc.bigInt({ min: 0n, max: 2n ** 80n }).map(String))
  fc.assert(
    fc.property(part, part, fc.nat(), (first, last, size) => {
      const range = parseRange(`bytes=${first}-${last}`, size)
      if (range === undefined || range === 'unsatisfiable') return
      expect(range.start).toBeGreaterThanOrEqual(0)
      expect(range.end).toBeGreaterThanOrEqual(range.start)
      expect(range.end).toBeLessThan(size)
      if (first === '') expect(range.end - range.start + 1).toBeLessThanOrEqual(Number(last))
      else expect(range.start).toBe(Number(first))
      if (first !== '' && last !== '') expect(range.end).toBeLessThanOrEqual(Number(last))
    }),
  )
})

test('no header, however odd, breaks it', () => {
  const odd = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'bytes=-,0123456789 ') }))
  fc.assert(fc.property(odd, fc.nat(), (header, size) => void parseRange(header, size)))
})
