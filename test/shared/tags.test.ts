import { expect, test } from 'vitest'
import { cleanTag, isTag, tagKey } from '../../shared/tags.ts'

test('a tag is one line in NFC with single blanks', () => {
  expect(cleanTag('\t golden \n\u00a0 hour\u0000 ')).toBe('golden hour')
  expect(cleanTag('A\u0308')).toBe('Ä')
})

test.for([
  ['Night', 'NIGHT'],
  ['Straße', 'STRASSE'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['Ä', 'a\u0308'],
  ['İstanbul', 'i\u0307stanbul'],
  ['ǆ', 'ǅ'],
] as const)('%s and %s have one key', ([one, other]) => {
  expect(tagKey(one)).toBe(tagKey(other))
  expect(tagKey(tagKey(one))).toBe(tagKey(one))
})

test('what differs in more than case has another key', () => {
  expect(new Set(['night', 'nights', 'nïght', 'ni ght', '夜'].map(tagKey)).size).toBe(5)
})

test('something must be there to see, and not too much of it', () => {
  expect(['a', '夜', '👍', '#', 'x'.repeat(100)].map(isTag)).toEqual([true, true, true, true, true])
  expect(['', ' ', '\u200b', '\u0301', '\ud83d', 'x'.repeat(101)].map(isTag)).toEqual(Array(6).fill(false))
})
