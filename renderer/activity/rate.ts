/** How far something was at a time in milliseconds. */
export interface Sample {
  at: number
  done: number
}

const spanMilliseconds = 6000

/** The samples to keep once a new one is there: those of the last seconds, and one before them to measure from. */
export function addSample(samples: readonly Sample[], sample: Sample): Sample[] {
  const last = samples.at(-1)
  // Work that begins again is measured anew.
  if (last && sample.done < last.done) return [sample]
  const firstInside = samples.findIndex(({ at }) => at >= sample.at - spanMilliseconds)
  return [...(firstInside === -1 ? samples.slice(-1) : samples.slice(Math.max(0, firstInside - 1))), sample]
}

/** Units a second over the samples; null while they say too little. */
export function rateOf(samples: readonly Sample[]): number | null {
  const first = samples[0]
  const last = samples.at(-1)
  if (!first || !last || last.at - first.at < 500 || last.done <= first.done) return null
  return ((last.done - first.done) / (last.at - first.at)) * 1000
}
