import { useRef } from 'react'
import { addSample, rateOf, type Sample } from './rate.ts'

/** Units a second over the last seconds, measured from the progress that this page saw of what `id` names. */
export function useRate(id: string, done: number): number | null {
  const seen = useRef<{ id: string; samples: Sample[] }>({ id, samples: [] })
  if (seen.current.id !== id) seen.current = { id, samples: [] }
  const { samples } = seen.current
  if (samples.at(-1)?.done !== done) seen.current.samples = addSample(samples, { at: performance.now(), done })
  return rateOf(seen.current.samples)
}
