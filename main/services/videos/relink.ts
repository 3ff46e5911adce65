import type { Video } from '../../../shared/contract/videos.ts'
import { describeFileError } from '../../../shared/errors.ts'
import { type Content, hashUnchanged } from '../../contents/hash-unchanged.ts'
import { addLocations } from '../../contents/record.ts'
import type { Core } from '../../core.ts'
import { noteInJournal } from '../../database/journal/note.ts'
import { requireVideo } from '../../database/videos.ts'
import { badField } from '../calls/input.ts'

/**
 * Reads the file at `path`, absolute, and makes it the file of a video if it has the video's content. If the video’s
 * own file is present, `path` becomes another location.
 * @throws RushesError NOT_FOUND, BAD_INPUT for another content, FILE_MISSING, FILE_CHANGED, FILE_UNREADABLE
 */
export async function relink(core: Core, id: string, path: string): Promise<Video> {
  const video = await requireVideo(core.db, id)
  const content = await readFile(core, path)
  if (content.file_hash !== video.file_hash) {
    throw badField('path', `${path} has another content than “${video.name}”.`)
  }
  await core.write(
    async (transaction) => {
      await addLocations(transaction, { kind: 'video', ...(await requireVideo(transaction.db, id)) }, [content])
      await noteInJournal(transaction.db, 'videos', id)
    },
    [video.file_path],
  )
  return await requireVideo(core.db, id)
}

async function readFile(core: Core, path: string): Promise<Content> {
  try {
    const fingerprint = await core.files.run({ kind: 'fingerprint', path })
    return await hashUnchanged(core, { path, ...fingerprint })
  } catch (error) {
    throw describeFileError(error, path)
  }
}
