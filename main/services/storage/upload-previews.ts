import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { RushesError } from '../../../shared/errors.ts'
import type { OpenBucket } from '../../contents/bucket.ts'
import type { Core } from '../../core.ts'
import { isLeaving } from '../../database/contents/leaving-files.ts'
import { insertBucketPreviews } from '../../database/storage.ts'
import type { ListedVideo } from '../../database/videos/listed-video.ts'
import { type Layout, posterPath, storyboardPath, waveformPath } from '../../storage/layout.ts'
import { objectAddress } from '../../storage/objects/bucket-settings.ts'
import { keyOf } from '../../storage/objects/object-store.ts'

const kinds = { poster: posterPath, storyboard: storyboardPath, waveform: waveformPath } as const

/** Returns the keys of the previews of a content. */
export function previewKeys(layout: Layout, fileHash: string): string[] {
  return Object.values(kinds).map((pathOf) => keyOf(layout, pathOf(layout, fileHash)))
}

/**
 * Makes the previews of a video while its file is here, and yields their paths. A video may have none, such as one
 * without a picture.
 */
export async function* makePreviews(core: Core, video: ListedVideo, signal: AbortSignal) {
  for (const kind of ['poster', 'storyboard', 'waveform'] as const) {
    const path = await core.previews.ensure(kind, video, { signal }).catch((error) => {
      if (error instanceof RushesError && error.code === 'TOOL_FAILED') return undefined
      throw error
    })
    if (path !== undefined) yield { kind, path }
  }
}

/**
 * Makes the previews of a video while its file is here, and uploads them, so that a library with an empty cache has
 * them without the file; then records that the bucket has them.
 * @throws RushesError STORAGE_FAILED, CANCELLED; CONFLICT while older ones are being deleted
 */
export async function uploadPreviews(
  core: Core,
  { store, settings }: OpenBucket,
  video: ListedVideo,
  signal: AbortSignal,
): Promise<void> {
  for await (const { kind, path } of makePreviews(core, video, signal)) {
    const bytes = await readFile(path)
    const file_hash = createHash('sha256').update(bytes).digest('hex')
    const key = keyOf(core.layout, kinds[kind](core.layout, video.file_hash))
    await store.put(key, { path, file_hash, size_bytes: bytes.length }, { signal })
  }
  const addresses = previewKeys(core.layout, video.file_hash).map((key) => objectAddress(settings, key))
  await core.write(async ({ db }) => {
    for (const address of addresses)
      if (await isLeaving(db, address))
        throw new RushesError('CONFLICT', `The previews of “${video.name}” are just being deleted. Upload it again.`)
    await insertBucketPreviews(db, video.file_hash)
  })
}
