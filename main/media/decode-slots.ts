import pLimit from 'p-limit'
import { RushesError } from '../../shared/errors.ts'

interface SlotRequest {
  signal: AbortSignal
  /** Identifies the result of the work, if it is cached. */
  key?: string
}

/**
 * Runs `work` when a decode slot is free. A batch asks for a slot per file, so that other work gets slots in between.
 * Work with the same key runs one after the other: what the first one caches, the others find and do not compute again.
 * @throws RushesError CANCELLED if `signal` comes first.
 */
export type WithDecodeSlot = <T>(request: SlotRequest, work: () => Promise<T>) => Promise<T>

/**
 * Creates the decode slots of a library. A program that decodes a whole video uses all cores: `slots` of them run, the
 * others wait.
 */
export function createDecodeSlots(slots = 2): WithDecodeSlot {
  const inSlot = pLimit(slots)
  const lastByKey = new Map<string, Promise<void>>()
  const queue = async (key: string | undefined, run: () => Promise<void>) => {
    if (key === undefined) return await inSlot(run)
    const last = (lastByKey.get(key) ?? Promise.resolve()).then(() => inSlot(run))
    lastByKey.set(key, last)
    await last
    if (lastByKey.get(key) === last) lastByKey.delete(key)
  }
  return ({ signal, key }, work) =>
    new Promise((resolve, reject) => {
      const cancel = () => reject(new RushesError('CANCELLED', 'It was cancelled before a decode slot was free.'))
      if (signal.aborted) return cancel()
      signal.addEventListener('abort', cancel, { once: true })
      void queue(key, async () => {
        signal.removeEventListener('abort', cancel)
        if (!signal.aborted) await work().then(resolve, reject)
      })
    })
}
