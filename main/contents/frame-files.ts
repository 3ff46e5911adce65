import type { Frame } from '../../shared/contract/timelines.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { listBucketFrames } from '../database/storage.ts'
import { cachedFramePath, framePath } from '../storage/layout.ts'
import { fetchObject } from '../storage/objects/fetch-object.ts'
import { keyOf } from '../storage/objects/object-store.ts'
import { isFile } from '../storage/presence.ts'
import { writeWhole } from '../storage/whole-file.ts'

type StoredFrame = Pick<Frame, 'file_hash' | 'size_bytes' | 'sequence'>

/**
 * Returns the path of a file with the picture of a frame. A frame of the bucket is fetched into the cache first, and
 * kept only if it has the right bytes.
 * @throws RushesError FILE_MISSING, STORAGE_FAILED, CONSENT_NEEDED, CANCELLED
 */
export async function requireFrameFile(core: Core, frame: StoredFrame, signal?: AbortSignal): Promise<string> {
  const { layout } = core
  const { file_hash, size_bytes, sequence } = frame
  const path = framePath(layout, file_hash)
  const cached = cachedFramePath(layout, file_hash)
  for (const local of [path, cached]) if (await isFile(local)) return local
  if ((await listBucketFrames(core.db, [file_hash])).length === 0)
    throw new RushesError('FILE_MISSING', `The file of frame ${sequence}, ${path}, is missing.`)
  const { store } = await core.bucket.open('quick')
  await writeWhole(layout, cached, (temporary) =>
    fetchObject(store, { key: keyOf(layout, path), file_hash, size_bytes }, temporary, { signal }),
  )
  return cached
}
