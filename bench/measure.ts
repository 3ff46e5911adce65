/** One comparison: the same work by Rushes and by something else, in turn, in this run. */
export interface Comparison {
  name: string
  /** The other side: `openssl dgst, 2 at a time`. */
  against: string
  /** The work of both, in numbers: `200 files, 1.6 GB`. */
  work: string
  ours(): Promise<void>
  theirs(): Promise<void>
  /** The ratio that is not to be exceeded, where there is one. */
  mark?: number
}

/** The rounds that count; one to warm up comes before. */
export const rounds = 5

/** Runs both sides of a comparison in turn, once to warm up and then five times, and prints medians and their ratio. */
export async function compare({ name, against, work, ours, theirs, mark }: Comparison): Promise<void> {
  const times = { ours: [] as number[], theirs: [] as number[] }
  for (let round = 0; round <= rounds; round++) {
    const [our, their] = [await milliseconds(ours), await milliseconds(theirs)]
    if (round === 0) continue
    times.ours.push(our)
    times.theirs.push(their)
  }
  const [our, their] = [median(times.ours), median(times.theirs)]
  const ratios = times.ours.map((time, round) => time / (times.theirs[round] ?? Number.NaN))
  console.log(`${name} (${work})`)
  console.log(`  Rushes ${our.toFixed(1)} ms, ${against} ${their.toFixed(1)} ms`)
  const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`
  const marked = mark === undefined ? '' : `, the mark is ${mark.toFixed(2)}`
  console.log(`  ratio  ${median(ratios).toFixed(2)} (${spread}), below 1 is faster${marked}\n`)
}

async function milliseconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Returns the time that a share of `times` (0 to 1) does not exceed, as printed; NaN of none. */
export function quantile(times: readonly number[], share: number, digits = 1): string {
  const sorted = times.toSorted((one, other) => one - other)
  return (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(digits)
}

export function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
