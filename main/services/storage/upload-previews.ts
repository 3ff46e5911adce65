import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { RushesError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import type { ListedVideo } from '../../database/videos/listed-video.ts'
import { posterPath, storyboardPath, waveformPath } from '../../storage/layout.ts'
import { keyOf, type ObjectStore } from '../../storage/objects/object-store.ts'

const kinds = { poster: posterPath, storyboard: storyboardPath, waveform: waveformPath } as const

/**
 * Makes the previews of a video while its file is here, and uploads them, so that a library with an empty cache has
 * them without the file. A video that has none, such as one without a picture, is uploaded all the same.
 * @throws RushesError STORAGE_FAILED, CANCELLED
 */
export async function uploadPreviews(
  core: Core,
  store: ObjectStore,
  video: ListedVideo,
  signal: AbortSignal,
): Promise<void> {
  for (const kind of ['poster', 'storyboard', 'waveform'] as const) {
    const path = await core.previews.ensure(kind, video, { signal }).catch((error) => {
      if (error instanceof RushesError && error.code === 'TOOL_FAILED') return undefined
      throw error
    })
    if (path === undefined) continue
    const bytes = await readFile(path)
    const file_hash = createHash('sha256').update(bytes).digest('hex')
    const key = keyOf(core.layout, kinds[kind](core.layout, video.file_hash))
    await store.put(key, { path, file_hash, size_bytes: bytes.length }, { signal })
  }
}
