import pLimit from 'p-limit'
import { RushesError } from '../../shared/errors.ts'

/**
 * Waits for a turn, then does `work`. What is many files asks for a turn a file, so that nobody waits for all of them.
 * @throws RushesError CANCELLED when `signal` comes first.
 */
export type TakeTurn = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>

/** Programs that decode whole videos take all cores by themselves: `atOnce` of them run in one library, others wait. */
export function createTurns(atOnce = 2): TakeTurn {
  const limit = pLimit(atOnce)
  return (signal, work) =>
    new Promise((resolve, reject) => {
      const cancel = () => reject(new RushesError('CANCELLED', 'It was cancelled before its turn came.'))
      if (signal.aborted) return cancel()
      signal.addEventListener('abort', cancel, { once: true })
      void limit(async () => {
        signal.removeEventListener('abort', cancel)
        if (!signal.aborted) await work().then(resolve, reject)
      })
    })
}
