import { useEffect, useState } from 'react'

/** Progress at a time in milliseconds. */
export interface Sample {
  at: number
  done: number
}

const spanMilliseconds = 6000

/**
 * Returns the samples with a new one: those of the last seconds, and one from before as the start of the measurement.
 */
export function addSample(samples: readonly Sample[], sample: Sample): Sample[] {
  const last = samples.at(-1)
  // A job that starts over is measured from its new start.
  if (last && sample.done < last.done) return [sample]
  const firstInside = samples.findIndex(({ at }) => at >= sample.at - spanMilliseconds)
  return [...(firstInside === -1 ? samples.slice(-1) : samples.slice(Math.max(0, firstInside - 1))), sample]
}

/** Returns the units per second over the samples; null while there are too few. */
export function rateOf(samples: readonly Sample[]): number | null {
  const first = samples[0]
  const last = samples.at(-1)
  if (!first || !last || last.at - first.at < 500 || last.done <= first.done) return null
  return ((last.done - first.done) / (last.at - first.at)) * 1000
}

/** Returns the units per second over the last seconds, measured from the progress that this page has seen for `id`. */
export function useRate(id: string, done: number): number | null {
  const [measured, setMeasured] = useState<{ id: string; samples: readonly Sample[] }>({ id, samples: [] })
  // The time is taken in an effect, because rendering must not depend on when it happens.
  useEffect(() => {
    const sample = { at: performance.now(), done }
    setMeasured((before) => ({ id, samples: addSample(before.id === id ? before.samples : [], sample) }))
  }, [id, done])
  return measured.id === id ? rateOf(measured.samples) : null
}
