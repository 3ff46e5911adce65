import { storage as calls, type StorageSettings, type StorageState } from '../../shared/contract/storage.ts'
import { RushesError } from '../../shared/errors.ts'
import { allowBucket, isBucketAllowed, savedKeys } from '../contents/bucket.ts'
import { deleteUnneededObjects } from '../contents/bucket-deletions.ts'
import type { Core } from '../core.ts'
import { deleteBucketPreviews, findStorageSettings, setStorageSettings, sumStored } from '../database/storage.ts'
import { requireVideo } from '../database/videos.ts'
import { findBucketKeys } from '../storage/objects/bucket-keys.ts'
import { implementCalls } from './calls/implement.ts'
import { startFetch } from './storage/fetch-videos.ts'
import { requireBucketCopy } from './storage/stored-copy.ts'
import { testBucket } from './storage/test-bucket.ts'
import { startUpload } from './storage/upload-videos.ts'

const os = implementCalls({ storage: calls })

async function stateOf(core: Core): Promise<StorageState> {
  const { db, credentials, platform } = core
  const settings = (await findStorageSettings(db)) ?? null
  const saved = await savedKeys({ credentials, secrets: platform.secrets }).catch(() => undefined)
  const found = settings && (await findBucketKeys(settings, saved).catch(() => undefined))
  return {
    settings,
    is_allowed: settings !== null && (await isBucketAllowed(core, settings)),
    can_save_keys: platform.secrets !== undefined,
    keys: found?.source ?? null,
    ...(await sumStored(db)),
  }
}

/** Objects are found by bucket and prefix, so these stay while anything is stored. */
async function requireEmpty(core: Core, settings: StorageSettings | null): Promise<void> {
  const before = await findStorageSettings(core.db)
  const { videos, frames } = await sumStored(core.db)
  if (!before || (videos === 0 && frames === 0)) return
  if (before.bucket === settings?.bucket && before.prefix === settings.prefix) return
  throw new RushesError(
    'CONFLICT',
    `${videos} videos and ${frames} frames of this library are in the bucket “${before.bucket}”. ` +
      'Fetch the videos back, remove the timelines and empty the trash before you use another one.',
  )
}

async function change(core: Core, settings: StorageSettings | null): Promise<StorageState> {
  core.access.requireWritable()
  await requireEmpty(core, settings)
  await core.write(async ({ db, touch, now }) => {
    const before = await findStorageSettings(db)
    // Previews in another bucket are of no use, and can be made again.
    if (before?.bucket !== settings?.bucket || before?.prefix !== settings?.prefix) await deleteBucketPreviews(db)
    await setStorageSettings(db, settings, now)
    touch('library')
  })
  if (settings) await allowBucket(core, settings)
  core.bucket.close()
  return await stateOf(core)
}

async function saveKeys(core: Core, keys: { access_key_id: string; secret_access_key: string } | null) {
  const { credentials, platform } = core
  if (!platform.secrets)
    throw new RushesError(
      'NOT_SUPPORTED',
      'Keys can be saved in the desktop window only. Here, set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or write ' +
        'them into ~/.aws/credentials.',
    )
  const text = keys && { accessKeyId: keys.access_key_id, secretAccessKey: keys.secret_access_key }
  await credentials.saveSealedKeys(text && platform.secrets.encrypt(JSON.stringify(text)))
  core.bucket.close()
  core.events.changed(['library'])
  return await stateOf(core)
}

export const storage = {
  get: os.storage.get.handler(({ context: { core } }) => stateOf(core)),
  set: os.storage.set.handler(({ input, context: { core } }) => change(core, input)),
  remove: os.storage.remove.handler(async ({ context: { core } }) => {
    await deleteUnneededObjects(core).catch(() => undefined)
    return await change(core, null)
  }),
  saveKeys: os.storage.saveKeys.handler(({ input, context: { core } }) => saveKeys(core, input.keys)),
  test: os.storage.test.handler(({ context: { core }, signal }) => testBucket(core, signal)),
  upload: os.storage.upload.handler(({ input, context: { core } }) => startUpload(core, input.video_ids, input.evict)),
  fetch: os.storage.fetch.handler(({ input, context: { core } }) => startFetch(core, input.video_ids)),
  address: os.storage.address.handler(async ({ input: { id, seconds }, context: { core } }) => {
    const { key, store } = await requireBucketCopy(core, await requireVideo(core.db, id))
    return { url: await store.addressOf(key, seconds), expires_in_seconds: seconds }
  }),
}
