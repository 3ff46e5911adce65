import { describeFileError, RushesError } from '../../../shared/errors.ts'
import { hasImageExtension } from '../../../shared/image-files.ts'
import type { JsonObject } from '../../../shared/json-object.ts'
import { contentAt } from '../../contents/content-at.ts'
import type { Core } from '../../core.ts'
import { findVideo, requireVideo } from '../../database/videos.ts'
import { importContent } from '../../ingest/import-content.ts'
import type { Caller } from '../calls/caller.ts'
import { badField, requireAbsolute } from '../calls/input.ts'
import { allowedPaths } from '../imports/allowed-paths.ts'
import { startNewUploads } from '../storage/upload-new.ts'

interface NewVideo {
  file_path: string
  id?: string | undefined
  name?: string | undefined
  source_type?: string | undefined
  metadata?: JsonObject | undefined
  mode: 'reference' | 'copy'
}

/**
 * Imports one video with the id, name, source and metadata that its caller gives; a known content keeps its own.
 * @throws RushesError CONFLICT if another content has the id; BAD_INPUT, FORBIDDEN, FILE_MISSING, FILE_UNREADABLE
 */
export async function addVideo(
  core: Core,
  caller: Caller,
  { file_path, mode, ...given }: NewVideo,
  signal = new AbortController().signal,
): Promise<{ video_id: string; is_duplicate: boolean; original_id: string | null }> {
  requireAbsolute('file_path', [file_path])
  const [path = file_path] = await allowedPaths(core, caller, { paths: [file_path], mode })
  if (hasImageExtension(path)) throw badField('file_path', `${path} is an image. Add it as media.`)
  try {
    if (given.id !== undefined) await requireFreeId(core, given.id, path)
    const file = { path, mode, uploaded: false }
    const outcome = await importContent(core, file, { signal, onFraction: () => undefined, given })
    await startNewUploads(core)
    const { id } = outcome
    const is_duplicate = outcome.outcome === 'duplicate'
    return { video_id: id, is_duplicate, original_id: is_duplicate ? id : null }
  } catch (error) {
    throw describeFileError(error, path)
  }
}

/** Requires that an id is free, or that of the video with this very content. @throws RushesError CONFLICT */
async function requireFreeId(core: Core, id: string, path: string): Promise<void> {
  if (!(await findVideo(core.db, id))) return
  const { file_hash, name } = await requireVideo(core.db, id)
  if ((await contentAt(core, path)).file_hash === file_hash) return
  throw new RushesError('CONFLICT', `The id ${id} belongs to “${name}”, which has another content. Choose another id.`)
}
