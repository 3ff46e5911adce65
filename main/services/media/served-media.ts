import { RushesError } from '../../../shared/errors.ts'
import { extensionOf } from '../../../shared/video-files.ts'
import { openContent } from '../../contents/open-content.ts'
import type { Core } from '../../core.ts'
import { requireMedia } from '../../database/media.ts'
import { imageOf, imagePreviewOf } from '../images.ts'
import { contentTypeOf, originalOf, pictureOf, type ServedFile, type ServedObject } from '../videos/served-files.ts'
import { lookUpContent } from './look-up-content.ts'

/**
 * Opens a file that has the content of media.
 * @throws RushesError NOT_FOUND, FILE_MISSING, FILE_CHANGED, FILE_UNREADABLE, CANCELLED
 */
export async function mediaContentOf(core: Core, id: string, signal: AbortSignal): Promise<ServedFile | ServedObject> {
  const looked = await lookUpContent(core, id)
  const { video_id, MediaType, file_hash, Path, Name } = await requireMedia(core.db, id)
  if (video_id !== null) return await originalOf(core, video_id, signal)
  if (MediaType === 'Image' && file_hash !== null) return await imageOf(core, id, signal)
  const hash = file_hash ?? looked
  if (hash === undefined || Path === null)
    throw new RushesError('FILE_MISSING', `“${Name}” has no file that can be read.`)
  const { handle, path } = await openContent(core, { file_hash: hash, file_path: Path }, { signal })
  return { handle, contentType: contentTypeOf(extensionOf(path)), etag: hash }
}

/**
 * Opens the poster of a video, or a small picture of an image; made now if needed.
 * @throws RushesError NOT_FOUND, also for a row of another program whose content the library lacks; FILE_MISSING
 */
export async function mediaPosterOf(core: Core, id: string, signal: AbortSignal): Promise<ServedFile> {
  await lookUpContent(core, id)
  const { video_id, MediaType, file_hash, Name } = await requireMedia(core.db, id)
  if (video_id !== null) return await pictureOf(core, 'poster', video_id, signal)
  if (MediaType === 'Image' && file_hash !== null) return await imagePreviewOf(core, id, signal)
  throw new RushesError('NOT_FOUND', `“${Name}” has no poster, because the library lacks its content.`)
}
