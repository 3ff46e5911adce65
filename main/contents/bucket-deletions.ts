import { posix } from 'node:path'
import type { Core } from '../core.ts'
import { deleteLeaving, insertLeaving } from '../database/contents/leaving-files.ts'
import { deleteBucketDeletions, isNeededInBucket, listBucketDeletions } from '../database/storage.ts'
import { objectAddress } from '../storage/objects/bucket-settings.ts'
import { thisProcess } from '../storage/process-life.ts'

const atOnce = 100

/**
 * Deletes the objects that no row needs any more. Those that cannot be deleted, because the bucket cannot be reached,
 * stay on the list for the next time. While an object leaves, nothing can be recorded that counts on it
 * ([Note: leaving files]).
 * @throws RushesError STORAGE_FAILED, CONSENT_NEEDED
 */
export async function deleteUnneededObjects({
  bucket,
  db,
  write,
}: Pick<Core, 'bucket' | 'db' | 'write'>): Promise<void> {
  for (;;) {
    const keys = await listBucketDeletions(db, atOnce)
    if (keys.length === 0) return
    const { store, settings } = await bucket.open('quick')
    for (const key of keys) {
      const address = objectAddress(settings, key)
      const isOurs = await write(async (transaction) => {
        const isNeeded = await isNeededInBucket(transaction.db, address, hashOfKey(key))
        return !isNeeded && (await insertLeaving(transaction.db, address, thisProcess))
      })
      try {
        if (isOurs) await store.delete(key)
        await write((transaction) => deleteBucketDeletions(transaction.db, [key]))
      } finally {
        if (isOurs) await write((transaction) => deleteLeaving(transaction.db, [address]))
      }
    }
  }
}

/** Returns the hash of the content that a key is named by, as in `cache/posters/9f/9f2c….v2.jpg`. */
function hashOfKey(key: string): string {
  return posix.basename(key).split('.')[0] ?? ''
}
