import { hammingDistance } from '../duplicates/perceptual-hash.ts'

/**
 * Returns for each frame, in order, whether it is nearly identical to the last one that is not: whether their
 * perceptual hashes differ in at most `threshold` of 64 bits. So of a slow movement a frame stays now and then. Hashes
 * of another form, as programs give them, are only compared for equality; an empty one is like no other.
 */
export function nearIdentical(hashes: readonly string[], threshold: number): boolean[] {
  let kept: string | undefined
  return hashes.map((hash) => {
    if (kept !== undefined && isNear(kept, hash, threshold)) return true
    kept = hash
    return false
  })
}

function isNear(one: string, other: string, threshold: number): boolean {
  if (one === other) return one !== ''
  return isHash(one) && isHash(other) && hammingDistance(one, other) <= threshold
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{16}$/i.test(text)
}
