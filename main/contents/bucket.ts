import { createHash } from 'node:crypto'
import { canonicalJson } from '../../shared/canonical-json.ts'
import type { StorageSettings } from '../../shared/contract/storage.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Core, Platform } from '../core.ts'
import { findStorageSettings } from '../database/storage.ts'
import { type BucketKeys, bucketKeysSchema, findBucketKeys } from '../storage/objects/bucket-keys.ts'
import { bucketName } from '../storage/objects/bucket-settings.ts'
import type { ObjectStore } from '../storage/objects/object-store.ts'
import { retries } from '../storage/objects/s3-retries.ts'

/** The bucket of the library, with its settings. */
export interface OpenBucket {
  store: ObjectStore
  settings: StorageSettings
}

/** Opens the bucket of the library; a connection stays open for the next call. */
export interface Bucket {
  /**
   * `quick` is for a person who waits: it gives up at once, whereas `patient` outlasts a server that fails for a
   * minute.
   * @throws RushesError STORAGE_FAILED without a bucket or keys; CONSENT_NEEDED
   */
  open(patience: 'patient' | 'quick'): Promise<OpenBucket>
  /** Closes connections, so that changed settings or keys are used. */
  close(): void
}

/** Creates what opens the bucket of a library. */
export function createBucket({
  db,
  consents,
  credentials,
  secrets,
}: Pick<Core, 'db' | 'consents' | 'credentials'> & { secrets: Platform['secrets'] }): Bucket {
  const stores = new Map<string, ObjectStore & { close(): void }>()
  return {
    async open(patience) {
      const settings = await findStorageSettings(db)
      if (!settings)
        throw new RushesError('STORAGE_FAILED', 'This library has no bucket. Set one in the settings first.')
      if (!(await isBucketAllowed({ consents }, settings)))
        throw new RushesError(
          'CONSENT_NEEDED',
          `This library uses the bucket ${bucketName(settings)}, which you have not allowed on this computer. ` +
            'Save it in the settings, or run “rushes storage allow”.',
        )
      const { keys } = await findBucketKeys(settings, await savedKeys({ credentials, secrets }))
      const id = sha256(canonicalJson({ ...settings, ...keys, patience }))
      // Loaded here, because most libraries have no bucket and the client of S3 is large.
      const { s3Objects } = await import('../storage/objects/s3-objects.ts')
      const store = stores.get(id) ?? s3Objects(settings, keys, retries[patience])
      stores.set(id, store)
      return { store, settings }
    },
    close() {
      for (const store of stores.values()) store.close()
      stores.clear()
    },
  }
}

/** Returns the keys that were saved in the keychain of this computer. */
export async function savedKeys({
  credentials,
  secrets,
}: Pick<Core, 'credentials'> & { secrets: Platform['secrets'] }): Promise<BucketKeys | undefined> {
  const sealed = secrets && (await credentials.sealedKeys())
  return sealed && bucketKeysSchema.parse(JSON.parse(secrets.decrypt(sealed)))
}

/**
 * Returns whether the person allowed this library to use a bucket with the keys of this computer. A library may come
 * from someone else, whose server would get signed requests and the library's files.
 */
export async function isBucketAllowed(
  { consents }: Pick<Core, 'consents'>,
  settings: StorageSettings,
): Promise<boolean> {
  return await consents.has(subject, digestOf(settings))
}

/** Allows this library to use a bucket on this computer. */
export async function allowBucket({ consents }: Pick<Core, 'consents'>, settings: StorageSettings): Promise<void> {
  await consents.allow(subject, digestOf(settings))
}

const subject = 'bucket'

function digestOf({ frames: _, videos: __, previews: ___, ...where }: StorageSettings): string {
  return sha256(canonicalJson(where))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
