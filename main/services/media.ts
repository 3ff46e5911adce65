import type { ImageDetails } from '../../shared/contract/media.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import {
  countImages,
  listImageIds,
  listImages,
  listVideosMadeFrom,
  rankOfImage,
  requireImage,
} from '../database/media.ts'
import { listKnownLocations } from '../ingest/offline.ts'
import { absolutePath } from '../storage/layout.ts'
import { removeImages, restoreImages } from './image-removal.ts'
import { os } from './implement.ts'
import type { VideoFile } from './video-files.ts'

/** How many takes are shown of those that an image went into. */
const mostTakes = 24

async function details(core: Core, id: string): Promise<ImageDetails> {
  const image = await requireImage(core.db, id)
  const locations = await listKnownLocations(core, image.file_hash)
  return {
    ...image,
    locations: locations.map(({ file_hash: _, sample_hash: __, ...location }) => location),
    rank: await rankOfImage(core.db, id),
    made_into: await listVideosMadeFrom(core.db, image.file_hash, mostTakes),
  }
}

/** The image itself. @throws RushesError NOT_FOUND for an unknown id. */
export async function imageOf(core: Core, id: string): Promise<VideoFile> {
  const image = await requireImage(core.db, id)
  const contentType = `image/${image.codec ?? 'png'}`
  return { path: absolutePath(core.layout, image.path), contentType, etag: image.file_hash }
}

/** A small picture of an image; the image itself where ffmpeg cannot decode it and a browser may. */
export async function imagePreviewOf(core: Core, id: string, signal: AbortSignal): Promise<VideoFile> {
  const { file_hash, path: file_path, width, height } = await requireImage(core.db, id)
  const source = { file_hash, file_path, width, height, duration_seconds: null, frame_count: null, aspect_ratio: null }
  try {
    const path = await core.previews.ensure('image', source, { urgency: 'now', signal })
    return { path, contentType: 'image/jpeg', etag: `${file_hash}-preview` }
  } catch (error) {
    if (error instanceof RushesError && error.code === 'TOOL_FAILED') return await imageOf(core, id)
    throw error
  }
}

export const media = {
  list: os.media.list.handler(async ({ input, context: { core } }) => ({
    items: await listImages(core.db, input),
    total: await countImages(core.db),
  })),
  ids: os.media.ids.handler(({ input, context: { core } }) => listImageIds(core.db, input)),
  get: os.media.get.handler(({ input, context: { core } }) => details(core, input.id)),
  remove: os.media.remove.handler(({ input, context: { core } }) => removeImages(core, input.ids)),
  restore: os.media.restore.handler(({ input, context: { core } }) => restoreImages(core, input.ids)),
}
