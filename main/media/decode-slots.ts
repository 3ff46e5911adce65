import pLimit from 'p-limit'
import { RushesError } from '../../shared/errors.ts'

/**
 * Runs `work` when a decode slot is free. A batch asks for a slot per file, so that other work gets slots in between.
 * @throws RushesError CANCELLED if `signal` comes first.
 */
export type WithDecodeSlot = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>

/**
 * Creates the decode slots of a library. A program that decodes a whole video uses all cores: `slots` of them run, the
 * others wait.
 */
export function createDecodeSlots(slots = 2): WithDecodeSlot {
  const limit = pLimit(slots)
  return (signal, work) =>
    new Promise((resolve, reject) => {
      const cancel = () => reject(new RushesError('CANCELLED', 'It was cancelled before a decode slot was free.'))
      if (signal.aborted) return cancel()
      signal.addEventListener('abort', cancel, { once: true })
      void limit(async () => {
        signal.removeEventListener('abort', cancel)
        if (!signal.aborted) await work().then(resolve, reject)
      })
    })
}
