import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { RushesError } from '../../../shared/errors.ts'
import type { ObjectReader } from './object-store.ts'

interface Fetched {
  key: string
  /** The SHA-256 that the bytes must have. */
  file_hash: string
  size_bytes: number
}

interface FetchOptions {
  signal?: AbortSignal | undefined
  /** Called with the number of bytes that have arrived. */
  onBytes?: (bytes: number) => void
}

/** A connection that breaks is taken up again where it ended, this often without a byte in between. */
const mostBreaks = 5

/**
 * Reads an object to the end and requires that it has the expected bytes. They are written to a new file at `to`, if
 * given.
 * @throws RushesError STORAGE_FAILED if the object is damaged or cannot be read, FILE_MISSING, CANCELLED; an Error with
 * the system's `code`
 */
export async function fetchObject(
  store: ObjectReader,
  { key, file_hash, size_bytes }: Fetched,
  to: string | undefined,
  { signal, onBytes }: FetchOptions = {},
): Promise<void> {
  const stored = await store.head(key, signal)
  if (stored === undefined) throw new RushesError('FILE_MISSING', `${key} is missing in ${store.name}.`)
  if (stored.size_bytes !== size_bytes) throw damaged(store, key, `${stored.size_bytes} of ${size_bytes} bytes`)
  const hash = createHash('sha256')
  const file = to === undefined ? undefined : await open(to, 'wx', 0o600)
  try {
    for await (const chunk of chunksOf(store, key, size_bytes, signal)) {
      hash.update(chunk)
      await file?.write(chunk)
      onBytes?.(chunk.length)
    }
  } finally {
    await file?.close()
  }
  if (hash.digest('hex') !== file_hash) throw damaged(store, key, 'other bytes')
}

async function* chunksOf(store: ObjectReader, key: string, size: number, signal: AbortSignal | undefined) {
  let position = 0
  let breaks = 0
  while (position < size) {
    try {
      const body = await store.get(key, { range: { start: position, end: size - 1 }, signal })
      for await (const chunk of body as AsyncIterable<Buffer>) {
        position += chunk.length
        breaks = 0
        yield chunk
      }
      if (position < size) throw new Error('The connection ended early.')
    } catch (error) {
      if (signal?.aborted) throw new RushesError('CANCELLED', 'Cancelled.', { cause: error })
      // An error of the store is final: the store has retried itself.
      if (error instanceof RushesError) throw error
      breaks += 1
      if (breaks > mostBreaks)
        throw new RushesError('STORAGE_FAILED', `${store.name} broke off while ${key} was read. Try again later.`, {
          cause: error,
        })
      await wait(100 * 2 ** breaks, undefined, signal ? { signal } : {}).catch(() => undefined)
    }
  }
}

function damaged(store: ObjectReader, key: string, found: string): RushesError {
  return new RushesError('STORAGE_FAILED', `${key} is damaged in ${store.name}: it has ${found}.`)
}
