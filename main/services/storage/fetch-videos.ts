import type { Job } from '../../../shared/contract/jobs.ts'
import { RushesError } from '../../../shared/errors.ts'
import { isObjectAddress } from '../../../shared/object-address.ts'
import { requireContent } from '../../contents/open-content.ts'
import { recordContent } from '../../contents/record.ts'
import { whileUnrecorded } from '../../contents/unrecorded-files.ts'
import type { Core } from '../../core.ts'
import { listLocations, markMissing } from '../../database/contents/locations.ts'
import type { ListedVideo } from '../../database/videos/listed-video.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import { videoPath } from '../../storage/layout.ts'
import { keyOfAddress } from '../../storage/objects/bucket-settings.ts'
import { fetchObject } from '../../storage/objects/fetch-object.ts'
import type { ObjectStore } from '../../storage/objects/object-store.ts'
import { writeWhole } from '../../storage/whole-file.ts'
import { startVideoJob } from './video-job.ts'

/** The copy of a video in the bucket. */
export interface StoredCopy {
  store: ObjectStore
  key: string
  address: string
  size_bytes: number
}

/**
 * Finds the copy of a video in the bucket, and requires that it is there.
 * @throws RushesError NOT_FOUND if the video has none; FILE_MISSING if it was deleted in the bucket, which is recorded;
 * STORAGE_FAILED, CONSENT_NEEDED, CANCELLED
 */
export async function requireStoredCopy(
  core: Core,
  { file_hash, name }: Pick<ListedVideo, 'file_hash' | 'name'>,
  signal?: AbortSignal,
): Promise<StoredCopy> {
  const locations = (await listLocations(core.db, file_hash)).filter(({ path }) => isObjectAddress(path))
  if (locations.length === 0) throw new RushesError('NOT_FOUND', `“${name}” has no copy in the bucket.`)
  const { store, settings } = await core.bucket.open('quick')
  for (const { path: address, size_bytes, missing_since } of locations) {
    const key = keyOfAddress(settings, address)
    if (key === undefined) continue
    const isThere = (await store.head(key, signal))?.size_bytes === size_bytes
    if (isThere !== (missing_since === null)) await recordPresence(core, address, isThere)
    if (isThere) return { store, key, address, size_bytes }
  }
  throw new RushesError(
    'FILE_MISSING',
    `The copy of “${name}” is missing in ${store.name}: it was deleted there, or damaged.`,
  )
}

async function recordPresence(core: Core, address: string, isThere: boolean): Promise<void> {
  if (core.access.state !== 'writable') return
  await core.write(async ({ db, touch, now }) => {
    await markMissing(db, address, isThere ? null : now)
    touch('videos', 'analyses', 'processing')
  })
}

/** Starts the job that brings videos back into the library. @throws RushesError NOT_FOUND, CONSENT_NEEDED */
export async function startFetch(core: Core, ids: readonly string[]): Promise<Job> {
  core.access.requireWritable()
  await core.bucket.open('patient')
  return await startVideoJob(core, { kind: 'fetch', ids, copy: (...copied) => fetchVideo(core, ...copied) })
}

async function fetchVideo(
  core: Core,
  video: ListedVideo,
  { signal }: RunningJob,
  onFraction: (fraction: number) => void,
): Promise<'made' | 'cached'> {
  const here = await requireContent(core, video, { signal }).catch((error) => {
    if (error instanceof RushesError && ['FILE_REMOTE', 'FILE_MISSING'].includes(error.code)) return undefined
    throw error
  })
  if (here) return 'cached'
  const { key, size_bytes } = await requireStoredCopy(core, video, signal)
  const { store } = await core.bucket.open('patient')
  const { file_hash } = video
  const target = videoPath(core.layout, file_hash, key)
  let read = 0
  const onBytes = (bytes: number) => {
    read += bytes
    onFraction(read / size_bytes)
  }
  await whileUnrecorded(core, target, async () => {
    await writeWhole(core.layout, target, (temporary) =>
      fetchObject(store, { key, file_hash, size_bytes }, temporary, { signal, onBytes }),
    )
    const file = await core.files.run({ kind: 'fingerprint', path: target }, { signal })
    await recordContent(core, { path: target, file_hash, ...file })
  })
  return 'made'
}
