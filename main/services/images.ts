import { open } from 'node:fs/promises'
import { images as calls, type ImageDetails } from '../../shared/contract/images.ts'
import { RushesError } from '../../shared/errors.ts'
import { listKnownLocations } from '../contents/offline.ts'
import { openContent } from '../contents/open-content.ts'
import { listCurrent } from '../contents/refresh-locations.ts'
import type { Core } from '../core.ts'
import { readImageColours, readImageRatings, setImageMark } from '../database/images/image-marks.ts'
import {
  countImages,
  listImageIds,
  listImageModels,
  listImages,
  listVideosMadeFrom,
  rankOfImage,
  requireImage,
} from '../database/images.ts'
import { implementCalls } from './calls/implement.ts'
import { mark } from './calls/mark.ts'
import { removableImages } from './removal/removable.ts'
import { restoreAll } from './removal/remove.ts'
import { removeWithFiles } from './removal/trash-outside.ts'
import type { ServedFile } from './videos/served-files.ts'

const os = implementCalls({ images: calls })

/** Most videos made from an image that are listed. */
const maxVideos = 24

async function details(core: Core, id: string): Promise<ImageDetails> {
  const [image] = await listCurrent(
    core,
    async () => [await requireImage(core.db, id)] as const,
    ({ path }) => [path],
  )
  const locations = await listKnownLocations(core, image.file_hash)
  return {
    ...image,
    locations: locations.map(({ file_hash: _, sample_hash: __, ...location }) => location),
    rank: await rankOfImage(core.db, id),
    made_into: await listVideosMadeFrom(core.db, image.file_hash, maxVideos),
  }
}

/**
 * Opens a file that has the content of an image.
 * @throws RushesError NOT_FOUND, FILE_MISSING, FILE_CHANGED, FILE_UNREADABLE, CANCELLED
 */
export async function imageOf(core: Core, id: string, signal: AbortSignal): Promise<ServedFile> {
  const { file_hash, path: file_path, codec } = await requireImage(core.db, id)
  const { handle } = await openContent(core, { file_hash, file_path }, { signal })
  return { handle, contentType: `image/${codec ?? 'png'}`, etag: file_hash }
}

/**
 * Opens the preview of an image; the image itself if ffmpeg cannot decode it, because a browser may.
 * @throws RushesError NOT_FOUND, FILE_MISSING, FILE_CHANGED
 */
export async function imagePreviewOf(core: Core, id: string, signal: AbortSignal): Promise<ServedFile> {
  const { file_hash, path: file_path, width, height } = await requireImage(core.db, id)
  const source = { file_hash, file_path, width, height, duration_seconds: null, frame_count: null, aspect_ratio: null }
  try {
    const path = await core.previews.ensure('image', source, { urgency: 'now', signal })
    return { handle: await open(path), contentType: 'image/jpeg', etag: `${file_hash}-preview` }
  } catch (error) {
    if (error instanceof RushesError && error.code === 'TOOL_FAILED') return await imageOf(core, id, signal)
    throw error
  }
}

export const images = {
  list: os.images.list.handler(async ({ input, context: { core } }) => ({
    items: await listCurrent(
      core,
      () => listImages(core.db, input),
      ({ path }) => [path],
    ),
    total: await countImages(core.db, input),
  })),
  ids: os.images.ids.handler(({ input, context: { core } }) => listImageIds(core.db, input)),
  models: os.images.models.handler(({ context: { core } }) => listImageModels(core.db)),
  get: os.images.get.handler(({ input, context: { core } }) => details(core, input.id)),
  rate: os.images.rate.handler(async ({ input, context: { core } }) => {
    const { before, ...counts } = await mark(core, input.ratings, {
      topic: 'images',
      read: readImageRatings,
      isSame: (one, other) => one.rating === other.rating,
      write: (db, { ids, rating }) => setImageMark(db, ids, 'rating', rating),
    })
    return { ...counts, undo: { ratings: before } }
  }),
  colour: os.images.colour.handler(async ({ input, context: { core } }) => {
    const { before, ...counts } = await mark(core, input.colours, {
      topic: 'images',
      read: readImageColours,
      isSame: (one, other) => one.colour === other.colour,
      write: (db, { ids, colour }) => setImageMark(db, ids, 'colour', colour),
    })
    return { ...counts, undo: { colours: before } }
  }),
  note: os.images.note.handler(async ({ input: { id, note }, context: { core } }) => {
    await core.write(async ({ db, touch }) => {
      await requireImage(db, id)
      await setImageMark(db, [id], 'note', note || null)
      touch('images')
    })
    return await details(core, id)
  }),
  remove: os.images.remove.handler(({ input, context: { core, caller } }) =>
    removeWithFiles(core, caller, removableImages, input),
  ),
  restore: os.images.restore.handler(({ input, context: { core } }) => restoreAll(core, removableImages, input.ids)),
}
