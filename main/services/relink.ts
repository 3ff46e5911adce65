import type { Video } from '../../shared/contract/videos.ts'
import { describeFileError, RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { requireVideo } from '../database/videos.ts'
import { recordDuplicate } from '../ingest/record.ts'

/**
 * Has a video play from the file at `path`, absolute, once all of it was read: it must be the video's content. Where the video plays
 * from another file that is there, this one is noted as another location.
 * @throws RushesError NOT_FOUND, BAD_INPUT for another content, FILE_MISSING, FILE_CHANGED, FILE_UNREADABLE
 */
export async function relink(core: Core, id: string, path: string): Promise<Video> {
  const video = await requireVideo(core.db, id)
  const read = await core.hashes.run({ kind: 'hash', path }).catch((error) => {
    throw describeFileError(error, path)
  })
  const fingerprint = await core.hashes.run({ kind: 'fingerprint', path })
  if (read.moved || read.mtime_ms !== fingerprint.mtime_ms || read.size_bytes !== fingerprint.size_bytes)
    throw new RushesError('FILE_CHANGED', `${path} changed while it was read; it is still being written.`)
  if (read.file_hash !== video.file_hash) {
    throw new RushesError('BAD_INPUT', `path: ${path} has another content than ${video.name}.`, {
      data: { fields: ['path'] },
    })
  }
  await recordDuplicate(core, video, { path, ...fingerprint })
  return await requireVideo(core.db, id)
}
