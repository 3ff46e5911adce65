import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import type { Db } from '../database/connection.ts'
import { type ListedVideo, listVideosByHash } from '../database/videos.ts'
import { holdsContent } from './holds-content.ts'

/**
 * The video that a file of this content belongs to, or undefined. Another program may have stored a content several times: then it is
 * the one whose own file is gone, else the oldest.
 * @throws RushesError CONFLICT where several have lost theirs: only a person can say which one it is.
 */
export async function videoOf(
  core: Core,
  db: Db,
  content: { path: string; file_hash: string },
): Promise<ListedVideo | undefined> {
  const videos = await listVideosByHash(db, content.file_hash)
  if (videos.length < 2) return videos[0]
  const lost: ListedVideo[] = []
  for (const video of videos) if (!(await holdsContent(core, db, video))) lost.push(video)
  if (lost.length < 2) return lost[0] ?? videos[0]
  const names = lost.map(({ name, id }) => `“${name}” (${id})`).join(' or ')
  throw new RushesError(
    'CONFLICT',
    `${content.path} may be ${names}, which have the same content and no file; open the one that it is and locate the file.`,
    { data: { candidates: lost.map(({ id }) => id) } },
  )
}
