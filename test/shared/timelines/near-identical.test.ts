import { expect, test } from 'vitest'
import { nearIdentical } from '../../../shared/timelines/near-identical.ts'

const hash = (bits: number) => ((1n << BigInt(bits)) - 1n).toString(16).padStart(16, '0')

test('a frame is compared with the last one that differs, so that of a slow movement some stay', () => {
  const slow = Array.from({ length: 9 }, (_, index) => hash(index * 2))
  expect(nearIdentical(slow, 5)).toEqual([false, true, true, false, true, true, false, true, true])
  expect(nearIdentical(slow, 1)).toEqual(slow.map(() => false))
  expect(nearIdentical([hash(0), hash(64), hash(64)], 63)).toEqual([false, false, true])
})

test('hashes of other programs are compared for equality only, and an empty one is like no other', () => {
  expect(nearIdentical(['a', 'a', 'b', '', '', hash(3), hash(3)], 64)).toEqual([
    ...[false, true, false, false, false, false, true],
  ])
})
