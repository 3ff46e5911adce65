import { basename } from 'node:path'
import { RushesError } from '../../../shared/errors.ts'
import { isBucketAddress, readArchiveAddress } from '../../../shared/object-address.ts'
import type { Content } from '../../contents/hash-unchanged.ts'
import { offlineAmong } from '../../contents/offline.ts'
import { recordIfFree } from '../../contents/record.ts'
import type { Core } from '../../core.ts'
import { isLeaving } from '../../database/contents/leaving-files.ts'
import { listLocations, markMissing, upsertLocation } from '../../database/contents/locations.ts'
import type { LocationRow } from '../../database/tables.ts'
import type { ListedVideo } from '../../database/videos/listed-video.ts'
import { archiveObjects } from '../../storage/bundles/archive-objects.ts'
import { keyOfAddress } from '../../storage/objects/bucket-settings.ts'
import type { ObjectReader, ObjectStore } from '../../storage/objects/object-store.ts'

/** The copy of a video in an archive, or in the bucket. */
export interface StoredCopy<Store = ObjectReader> {
  store: Store
  key: string
  address: string
  size_bytes: number
}

type Sought = Pick<ListedVideo, 'file_hash' | 'name'>

/**
 * Finds the copy of a video in an archive, or else in the bucket, and requires that it is there.
 * @throws RushesError NOT_FOUND if the video has none; FILE_MISSING if the archive is gone, or the object was deleted
 * in the bucket, which is recorded; FILE_UNREADABLE, STORAGE_FAILED, CONSENT_NEEDED, CANCELLED
 */
export async function requireStoredCopy(
  core: Core,
  video: Sought,
  { patience = 'quick', signal }: { patience?: 'quick' | 'patient'; signal?: AbortSignal } = {},
): Promise<StoredCopy> {
  const locations = await listLocations(core.db, video.file_hash)
  const archived = await findArchived(core, locations)
  if (archived && !('lost' in archived)) return archived
  if (locations.some(({ path }) => isBucketAddress(path)))
    return await requireBucketCopy(core, video, { patience, ...(signal && { signal }) })
  if (!archived) throw new RushesError('NOT_FOUND', `“${video.name}” has no copy in an archive or in the bucket.`)
  throw archived.lost
}

/** Finds the copy of a video in the bucket, and requires that it is there. @throws as `requireStoredCopy` */
export async function requireBucketCopy(
  core: Core,
  { file_hash, name }: Sought,
  { patience = 'quick', signal }: { patience?: 'quick' | 'patient'; signal?: AbortSignal } = {},
): Promise<StoredCopy<ObjectStore>> {
  const locations = (await listLocations(core.db, file_hash)).filter(({ path }) => isBucketAddress(path))
  if (locations.length === 0) throw new RushesError('NOT_FOUND', `“${name}” has no copy in the bucket.`)
  const { store, settings } = await core.bucket.open(patience)
  for (const location of locations) {
    const { path: address, size_bytes } = location
    const key = keyOfAddress(settings, address)
    if (key === undefined) continue
    const isThere = (await store.head(key, signal))?.size_bytes === size_bytes
    await recordPresence(core, location, isThere)
    if (isThere) return { store, key, address, size_bytes }
  }
  throw new RushesError(
    'FILE_MISSING',
    `The copy of “${name}” is missing in ${store.name}: it was deleted there, or damaged.`,
  )
}

async function findArchived(
  core: Core,
  locations: readonly LocationRow[],
): Promise<StoredCopy | { lost: RushesError } | undefined> {
  const isOffline = await offlineAmong(
    core,
    locations.map(({ path }) => path),
  )
  let lost: RushesError | undefined
  for (const location of locations) {
    const { path: address, size_bytes, file_hash } = location
    const stored = readArchiveAddress(address)
    // Names in an archive are those of contents.
    if (!stored || !basename(stored.key).startsWith(file_hash)) continue
    const store = archiveObjects(stored.archive)
    const isThere = (await store.head(stored.key))?.size_bytes === size_bytes
    if (isThere || !isOffline(address)) await recordPresence(core, location, isThere)
    if (isThere) return { store, key: stored.key, address, size_bytes }
    lost ??= new RushesError(
      'FILE_MISSING',
      isOffline(address)
        ? `The archive ${stored.archive} is offline. Connect its disk.`
        : `The archive ${stored.archive} is missing. Put it back there, or import it as a bundle from its new place.`,
    )
  }
  return lost && { lost }
}

async function recordPresence(core: Core, { path, missing_since }: LocationRow, isThere: boolean): Promise<void> {
  if (isThere === (missing_since === null)) return
  await recordIfFree(core, () =>
    core.write(async ({ db, touch, now }) => {
      await markMissing(db, path, isThere ? null : now)
      touch('videos', 'analyses', 'processing')
    }),
  )
}

/** Records a copy that was read back as a location. @throws RushesError CONFLICT while an older one is being deleted */
export async function recordCopy(core: Core, address: string, content: Content): Promise<void> {
  const { file_hash, size_bytes, mtime_ms, sample_hash } = content
  await core.write(async ({ db, touch, now }) => {
    // It may have been on the list of objects to delete.
    if (await isLeaving(db, address))
      throw new RushesError('CONFLICT', `${address} is just being deleted. Try again later.`)
    const facts = { file_hash, size_bytes, mtime_ms, sample_hash, seen_at: now, verified_at: now }
    await upsertLocation(db, { path: address, ...facts })
    touch('videos', 'library')
  })
}
