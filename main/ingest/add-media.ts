import { basename } from 'node:path'
import type { AddedMedia } from '../../shared/contract/media.ts'
import { describeFileError, RushesError } from '../../shared/errors.ts'
import { hasImageExtension } from '../../shared/image-files.ts'
import { mediaStatuses } from '../../shared/media-status.ts'
import { extensionOf, hasVideoExtension } from '../../shared/video-files.ts'
import type { Core } from '../core.ts'
import { requireImage } from '../database/images.ts'
import {
  describeMedia,
  findMediaByHash,
  freeMediaId,
  insertVideoMedia,
  noteStatus,
  requireMedia,
} from '../database/media.ts'
import { requireVideo } from '../database/videos.ts'
import { readFingerprint } from '../media/files/read-fingerprint.ts'
import type { Caller } from '../services/calls/caller.ts'
import { lookUpContent } from '../services/media/look-up-content.ts'
import type { FileToImport } from './fingerprint.ts'
import { importContent } from './import-content.ts'
import type { Outcome } from './record.ts'

/** A file to add, under the name that its sender gave it. */
export interface NewMedia extends FileToImport {
  name: string
}

/**
 * Imports a file and records it as media of its caller, or returns the record of its content if there is one. A video
 * is recorded in `videos` too. Another content with the same sample gets an id of its own.
 * @throws RushesError BAD_INPUT for a name of no video or image, FILE_UNREADABLE for a content that is neither
 */
export async function addMedia(core: Core, caller: Caller, file: NewMedia, signal: AbortSignal): Promise<AddedMedia> {
  requireMediaName(file.name)
  try {
    const { sample_hash } = await readFingerprint(file.path)
    // Another program may have recorded this very content, without its hash.
    await lookUpContent(core, sample_hash)
    const before = file.known_hash === undefined ? undefined : await findMediaByHash(core.db, file.known_hash)
    const outcome = await importContent(core, file, { signal, onFraction: () => undefined })
    const added = await record(core, caller, { ...file, sample_hash }, outcome)
    // Of simultaneous uploads of one content, exactly one imported it, whichever of them made the record.
    return { ...added, is_duplicate: before !== undefined || outcome.outcome === 'duplicate' }
  } catch (error) {
    const { code, message, data } = describeFileError(error, file.name)
    throw new RushesError(code, message.replaceAll(file.path, file.name), { cause: error, ...(data && { data }) })
  }
}

/** Returns what `addMedia` would, for a file that is not stored. @throws RushesError BAD_INPUT */
export async function virtualMedia({ path, name }: Pick<NewMedia, 'path' | 'name'>): Promise<AddedMedia> {
  const MediaType = requireMediaName(name)
  const { sample_hash, size_bytes } = await readFingerprint(path).catch((error) => {
    throw describeFileError(error, name)
  })
  const none = { Path: null, UserId: null, file_hash: null, created_at: null, video_id: null, message: null }
  const Id = `V${sample_hash}`
  return { ...none, Id, Name: name, MediaType, MediaStatus: mediaStatuses.new, size_bytes, is_duplicate: false }
}

/**
 * Returns the type of a file by its extension; the content decides later, as an animated PNG is a video.
 * @throws RushesError BAD_INPUT
 */
function requireMediaName(name: string): 'Image' | 'Video' {
  if (hasImageExtension(name)) return 'Image'
  if (hasVideoExtension(name)) return 'Video'
  const extension = extensionOf(basename(name))
  const problem = extension === '' ? 'has no extension' : `.${extension} is no extension of a video or an image`
  throw new RushesError('BAD_INPUT', `name: “${name}” ${problem}. Name the file, as in take.mp4.`, {
    data: { fields: ['name'] },
  })
}

async function record(
  core: Core,
  { user_id, via }: Caller,
  { name, sample_hash }: { name: string; sample_hash: string },
  { kind, id, outcome }: Outcome,
): Promise<Omit<AddedMedia, 'is_duplicate'>> {
  const change = { status: mediaStatuses.new, message: null, user_id, via }
  return await core.write(async ({ db, touch, now }) => {
    touch('media', 'images', 'videos')
    if (kind === 'image') {
      const isNew = outcome !== 'duplicate'
      await requireImage(db, id)
      if (isNew) await describeMedia(db, id, name, user_id)
      if (isNew) await noteStatus(db, id, change, now)
      return await requireMedia(db, id)
    }
    const { file_hash, file_path: Path, size_bytes } = await requireVideo(db, id)
    const known = await findMediaByHash(db, file_hash)
    if (known) return known
    const Id = await freeMediaId(db, sample_hash, file_hash)
    await insertVideoMedia(db, { Id, Name: name, Path, UserId: user_id, file_hash, size_bytes, created_at: now })
    await noteStatus(db, Id, change, now)
    return await requireMedia(db, Id)
  })
}
