import type { Job } from '../../../shared/contract/jobs.ts'
import { RushesError } from '../../../shared/errors.ts'
import type { OpenBucket } from '../../contents/bucket.ts'
import { deleteUnneededObjects } from '../../contents/bucket-deletions.ts'
import { requireContent, whileUnchanged } from '../../contents/open-content.ts'
import type { Core } from '../../core.ts'
import { findLocation, listLocations } from '../../database/contents/locations.ts'
import type { ListedVideo } from '../../database/videos/listed-video.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import { layoutOf, videoPath } from '../../storage/layout.ts'
import { objectAddress } from '../../storage/objects/bucket-settings.ts'
import { fetchObject } from '../../storage/objects/fetch-object.ts'
import { keyOf } from '../../storage/objects/object-store.ts'
import { isFile } from '../../storage/presence.ts'
import { evictVideo } from './evict-video.ts'
import { recordCopy } from './stored-copy.ts'
import { uploadPreviews } from './upload-previews.ts'
import { startVideoJob } from './video-job.ts'

/**
 * Starts the job that copies videos to the bucket and, with `evict`, deletes the library's own files.
 * @throws RushesError NOT_FOUND, STORAGE_FAILED, CONSENT_NEEDED
 */
export async function startUpload(core: Core, ids: readonly string[], isEvicted: boolean): Promise<Job> {
  core.access.requireWritable()
  const bucket = await core.bucket.open('patient')
  return await startVideoJob(core, {
    kind: 'upload',
    ids,
    change: isEvicted ? { tbl: 'videos', op: 'note' } : { tbl: 'objects', op: 'insert' },
    begin: () =>
      deleteUnneededObjects(core).catch((error) => core.log.warn('objects not deleted', { error: String(error) })),
    copy: async (video, running, onFraction) => {
      const outcome = await uploadVideo(core, bucket, video, running, { onFraction, isVerified: isEvicted })
      if (isEvicted) await evictFrom(core, bucket, video)
      return outcome
    },
  })
}

function targetOf(core: Core, { settings }: OpenBucket, { file_hash, file_path }: ListedVideo) {
  // The key stays, whichever folder the settings name for new videos.
  const key = keyOf(core.layout, videoPath(layoutOf(core.layout.folder), file_hash, file_path))
  return { key, address: objectAddress(settings, key) }
}

interface UploadOptions {
  onFraction: (fraction: number) => void
  /** True to read a copy back that the bucket has already, and to replace it if it is damaged. */
  isVerified: boolean
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
  { onFraction, isVerified }: UploadOptions,
): Promise<'made' | 'cached'> {
  const { key, address } = await findTarget(core, bucket, video)
  const { file_hash } = video
  const known = await findLocation(core.db, address)
  const readBack = async (size_bytes: number, onBytes?: (bytes: number) => void) =>
    await fetchObject(bucket.store, { key, file_hash, size_bytes }, undefined, { signal, onBytes })
  const isThere =
    known?.missing_since === null && (await bucket.store.head(key, signal))?.size_bytes === known.size_bytes
  if (isThere) {
    try {
      if (isVerified) await readBack(known.size_bytes)
      return 'cached'
    } catch {
      // The upload that follows says why, if it fails too.
      signal.throwIfAborted()
    }
  }
  const content = await requireContent(core, video, { signal })
  const { size_bytes } = content
  await uploadPreviews(core, bucket, video, signal)
  await whileUnchanged(core, [content], { signal }, () =>
    bucket.store.put(key, content, { signal, onBytes: (bytes) => onFraction(bytes / size_bytes / 2) }),
  )
  let read = 0
  await readBack(size_bytes, (bytes) => {
    read += bytes
    onFraction(0.5 + read / size_bytes / 2)
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

/** Deletes the library's own files. @throws RushesError NOT_SUPPORTED if it has files outside of the library only */
async function evictFrom(core: Core, bucket: OpenBucket, video: ListedVideo): Promise<void> {
  const { address } = await findTarget(core, bucket, video)
  const { evicted, outside } = await evictVideo(core, video, address)
  if (evicted === 0 && outside[0] !== undefined && (await isFile(outside[0])))
    throw new RushesError(
      'NOT_SUPPORTED',
      `${outside[0]} is outside of the library, so it stays. Delete it yourself to free its space; the take then plays from the bucket.`,
    )
}
