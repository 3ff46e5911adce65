import { expect, test } from 'vitest'
import {
  frameTimes,
  hammingDistance,
  hashFrames,
  hashPicture,
  hashVideo,
} from '../../../shared/duplicates/perceptual-hash.ts'

/** Pixels by a generator of 32 bits, the high byte of each step. */
function noise(seed: number, count: number): Uint8Array {
  let state = seed
  return Uint8Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 24
  })
}

function picture(shade: (x: number, y: number) => number): Uint8Array {
  return Uint8Array.from({ length: 4096 }, (_, index) => shade(index % 64, Math.floor(index / 64)))
}

// By the second implementation, test/support/perceptual-hash.py.
test.each([
  ['noise', noise(1, 4096), 'b190d5edbd36c484'],
  ['other noise', noise(2, 4096), 'fb9dba33c0381349'],
  ['a slope', picture((x, y) => Math.floor(((x * 3 + y) * 255) / 252)), '802df832f933f817'],
  ['checks', picture((x, y) => ((Math.floor(x / 8) + Math.floor(y / 8)) % 2) * 200), '8000000000000000'],
  ['black', picture(() => 0), '0000000000000000'],
  ['white', picture(() => 255), '8000000000000000'],
])('a picture of %s has the hash that another program finds', (_, pixels, hash) => {
  expect(hashPicture(pixels)).toBe(hash)
})

test('so has a video, and one that ends too early stands still', () => {
  expect(hashVideo(noise(3, 25 * 4096))).toBe('ef10962133368fe5')
  expect(hashVideo(noise(4, 3 * 4096))).toBe('a0e3e3e3c6c6c686')
})

test('frames are hashed each for itself', () => {
  expect(hashFrames(Uint8Array.from([...noise(1, 4096), ...noise(2, 4096)]))).toEqual([
    'b190d5edbd36c484',
    'fb9dba33c0381349',
  ])
})

test('a little brighter, and with a little noise, a picture is still nearly the same', () => {
  const waves = (x: number, y: number) => 120 + 60 * Math.sin(x / 9) + 40 * Math.cos(y / 13 + x / 30)
  const grain = noise(5, 4096)
  const before = hashPicture(picture(waves))
  const after = hashPicture(picture((x, y) => waves(x, y) + 10 + (grain[y * 64 + x] ?? 0) / 64))
  expect(hammingDistance(before, after)).toBeLessThanOrEqual(10)
  expect(hammingDistance(before, hashPicture(noise(1, 4096)))).toBeGreaterThan(15)
})

test('distances are counted in all 64 bits', () => {
  expect(hammingDistance('0000000000000000', 'ffffffffffffffff')).toBe(64)
  expect(hammingDistance('8000000000000001', '0000000000000000')).toBe(2)
  expect(hammingDistance('0123456789abcdef', '0123456789abcdef')).toBe(0)
})

test('25 frames are looked at, from 5 % of the length on', () => {
  const times = frameTimes(100)
  expect(times).toHaveLength(25)
  expect(times[0]).toBeCloseTo(5)
  expect(times[24]).toBeCloseTo(91.4)
})
