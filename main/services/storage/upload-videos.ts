import { rm } from 'node:fs/promises'
import type { Job } from '../../../shared/contract/jobs.ts'
import { RushesError } from '../../../shared/errors.ts'
import type { OpenBucket } from '../../contents/bucket.ts'
import { deleteUnneededObjects } from '../../contents/bucket-deletions.ts'
import type { Content } from '../../contents/hash-unchanged.ts'
import { whileLeaving } from '../../contents/leaving-files.ts'
import { requireContent, whileUnchanged } from '../../contents/open-content.ts'
import { setStoredPath } from '../../contents/stored-content.ts'
import type { Core } from '../../core.ts'
import { isLeaving } from '../../database/contents/leaving-files.ts'
import { findLocation, listLocations, removeLocation, upsertLocation } from '../../database/contents/locations.ts'
import type { ListedVideo } from '../../database/videos/listed-video.ts'
import { findVideoByPath } from '../../database/videos.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import { findOwned, type OwnedPath } from '../../storage/inside-library.ts'
import { videoPath } from '../../storage/layout.ts'
import { objectAddress } from '../../storage/objects/bucket-settings.ts'
import { fetchObject } from '../../storage/objects/fetch-object.ts'
import { keyOf } from '../../storage/objects/object-store.ts'
import { isFile } from '../../storage/presence.ts'
import { uploadPreviews } from './upload-previews.ts'
import { startVideoJob } from './video-job.ts'

/**
 * Starts the job that copies videos to the bucket and, with `evict`, deletes the library's own files.
 * @throws RushesError NOT_FOUND, STORAGE_FAILED, CONSENT_NEEDED
 */
export async function startUpload(core: Core, ids: readonly string[], evict: boolean): Promise<Job> {
  core.access.requireWritable()
  const bucket = await core.bucket.open('patient')
  return await startVideoJob(core, {
    kind: 'upload',
    ids,
    begin: () =>
      deleteUnneededObjects(core).catch((error) => core.log.warn('objects not deleted', { error: String(error) })),
    copy: async (video, running, onFraction) => {
      const outcome = await uploadVideo(core, bucket, video, running, onFraction)
      if (evict) await evictVideo(core, bucket, video)
      return outcome
    },
  })
}

function targetOf(core: Core, { settings }: OpenBucket, { file_hash, file_path }: ListedVideo) {
  const key = keyOf(core.layout, videoPath(core.layout, file_hash, file_path))
  return { key, address: objectAddress(settings, key) }
}

/**
 * Uploads a video and its previews, reads the copy back to compare its hash, and records it as a location.
 * @throws RushesError STORAGE_FAILED, FILE_MISSING, FILE_CHANGED, CANCELLED
 */
export async function uploadVideo(
  core: Core,
  bucket: OpenBucket,
  video: ListedVideo,
  { signal }: RunningJob,
  onFraction: (fraction: number) => void,
): Promise<'made' | 'cached'> {
  const { key, address } = await findTarget(core, bucket, video)
  const { file_hash } = video
  const known = await findLocation(core.db, address)
  if (known?.missing_since === null && (await bucket.store.head(key, signal))?.size_bytes === known.size_bytes)
    return 'cached'
  const content = await requireContent(core, video, { signal })
  const { size_bytes } = content
  await uploadPreviews(core, bucket, video, signal)
  await whileUnchanged(core, [content], { signal }, () =>
    bucket.store.put(key, content, { signal, onBytes: (bytes) => onFraction(bytes / size_bytes / 2) }),
  )
  let read = 0
  await fetchObject(bucket.store, { key, file_hash, size_bytes }, undefined, {
    signal,
    onBytes: (bytes) => {
      read += bytes
      onFraction(0.5 + read / size_bytes / 2)
    },
  })
  await recordCopy(core, address, content)
  return 'made'
}

/** Returns the address of the copy that the bucket has, whatever its extension, or that of a new one. */
async function findTarget(core: Core, bucket: OpenBucket, video: ListedVideo) {
  const target = targetOf(core, bucket, video)
  const prefix = target.address.slice(0, target.address.lastIndexOf('.') + 1)
  const known = (await listLocations(core.db, video.file_hash)).find(({ path }) => path.startsWith(prefix))
  if (known === undefined) return target
  return {
    key: target.key.slice(0, target.key.lastIndexOf('.') + 1) + known.path.slice(prefix.length),
    address: known.path,
  }
}

async function recordCopy(core: Core, address: string, content: Content): Promise<void> {
  const { file_hash, size_bytes, mtime_ms, sample_hash } = content
  await core.write(async ({ db, touch, now }) => {
    // It may have been on the list of objects to delete.
    if (await isLeaving(db, address))
      throw new RushesError('CONFLICT', `${address} is just being deleted. Upload the video again.`)
    const facts = { file_hash, size_bytes, mtime_ms, sample_hash, seen_at: now, verified_at: now }
    await upsertLocation(db, { path: address, ...facts })
    touch('videos', 'library')
  })
}

/**
 * Deletes the library's own files of a video that is in the bucket, which it plays from then.
 * @throws RushesError NOT_SUPPORTED if it has files outside of the library only
 */
async function evictVideo(core: Core, bucket: OpenBucket, video: ListedVideo): Promise<void> {
  const { address } = await findTarget(core, bucket, video)
  const locations = await listLocations(core.db, video.file_hash)
  const owned: OwnedPath[] = []
  const outside: string[] = []
  for (const { path, missing_since } of locations) {
    const found = await findOwned(core.layout, path, 'videos')
    if (found !== undefined) owned.push(found)
    else if (path !== address && missing_since === null) outside.push(path)
  }
  for (const path of owned) await evictFile(core, { address, path, file_hash: video.file_hash })
  if (owned.length === 0 && outside[0] !== undefined && (await isFile(outside[0])))
    throw new RushesError(
      'NOT_SUPPORTED',
      `${outside[0]} is outside of the library, so it stays. Delete it yourself to free its space; the take then plays from the bucket.`,
    )
}

/** The rows say first that the bucket has the content; then the file goes. */
async function evictFile(
  core: Core,
  { address, path, file_hash }: { address: string; path: OwnedPath; file_hash: string },
): Promise<void> {
  await core.write(async (transaction) => {
    const { db, touch } = transaction
    const copy = await findLocation(db, address)
    if (copy?.file_hash !== file_hash || copy.missing_since !== null || copy.verified_at === null)
      throw new RushesError('CONFLICT', `${path} stays: its copy in the bucket is gone.`)
    const video = await findVideoByPath(db, path)
    if (video && (await findVideoByPath(db, address)) === undefined)
      await setStoredPath(transaction, { kind: 'video', ...video }, address)
    await removeLocation(db, { path, file_hash })
    touch('videos', 'duplicates')
  })
  const isFree = async (db: Core['db']) =>
    (await findVideoByPath(db, path)) === undefined && (await findLocation(db, path)) === undefined
  await core.sync()
  await whileLeaving(core, path, isFree, () => rm(path, { force: true }))
}
