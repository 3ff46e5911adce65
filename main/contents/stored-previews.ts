import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { hasBucketPreviews } from '../database/storage.ts'
import { keyOf } from '../storage/objects/object-store.ts'

/**
 * Fetches a preview of a content, by its path in the library, from the bucket. Returns false if the bucket has none.
 * @throws RushesError STORAGE_FAILED, CONSENT_NEEDED, CANCELLED
 */
export async function fetchPreview(
  { bucket, db, layout }: Pick<Core, 'bucket' | 'db' | 'layout'>,
  { fileHash, path }: { fileHash: string; path: string },
  to: string,
  signal: AbortSignal,
): Promise<boolean> {
  if (!(await hasBucketPreviews(db, fileHash))) return false
  const { store } = await bucket.open('quick')
  try {
    await pipeline(await store.get(keyOf(layout, path), { signal }), createWriteStream(to))
    return true
  } catch (error) {
    if (error instanceof RushesError && error.code === 'FILE_MISSING') return false
    throw error
  }
}
