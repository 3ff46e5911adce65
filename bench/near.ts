import { distanceBetween, type Hashes } from '../shared/duplicates/similar-pairs.ts'
import { growForest } from '../shared/duplicates/similarity-forest.ts'

const count = 1_000_000
/** Hashes that the loop compares with all others; the rest of its time follows. */
const sample = 200

/**
 * All pairs within 10 bits among a million perceptual hashes, against a loop over all pairs, of which a sample is run.
 */
export async function benchNear(): Promise<void> {
  const hashes: Hashes = { high: new Uint32Array(count), low: new Uint32Array(count) }
  for (const half of [hashes.high, hashes.low]) for (let at = 0; at < count; at++) half[at] = Math.random() * 2 ** 32
  const before = process.memoryUsage().arrayBuffers
  const ours = milliseconds(() => growForest(hashes))
  const megabytes = (process.memoryUsage().arrayBuffers - before) / 2 ** 20
  let near = 0
  const theirs = milliseconds(() => {
    for (let a = 0; a < sample; a++) {
      for (let b = 0; b < count; b++) if (distanceBetween(hashes, a, b) <= 10) near++
    }
  })
  // Each of all pairs once.
  const whole = (theirs / sample) * (count / 2)
  console.log(`Near-duplicates (all pairs within 10 bits among ${count} hashes, in one thread)`)
  console.log(
    `  Rushes ${(ours / 1000).toFixed(1)} s, a loop over all pairs ${(whole / 1000).toFixed(0)} s, from ${sample} hashes (${near} near)`,
  )
  console.log(`  ratio  ${(ours / whole).toFixed(4)}, below 1 is faster; ${megabytes.toFixed(0)} MiB of arrays\n`)
}

function milliseconds(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
