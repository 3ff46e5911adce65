import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import type { Db } from '../database/connection/connection.ts'
import { type FileStates, withFileStates } from '../database/connection/file-states.ts'
import type { Touch, Transaction } from '../database/connection/write.ts'
import { listStoredByHash, type StoredContent } from '../database/contents/find-content.ts'
import { setImagePath } from '../database/images.ts'
import { updateVideo } from '../database/videos.ts'
import { checkFiles } from './check-files.ts'

/** Queries and the states of files, in a transaction or before one. */
interface Rows {
  db: Db
  files: FileStates
}

/**
 * Lists the rows that the content of the file at a path may belong to: none, the one video or image that has it, or, if
 * another program stored it as several videos, those whose file is missing; the oldest, if none is.
 */
export async function listStored({ db, files }: Rows, { file_hash }: { file_hash: string }): Promise<StoredContent[]> {
  const rows = await listStoredByHash(db, file_hash)
  const [oldest] = rows
  const videos = rows.filter(({ kind }) => kind === 'video')
  if (!oldest || videos.length < 2) return oldest ? [oldest] : []
  files.require(videos.map(({ file_path }) => file_path))
  const missing = videos.filter((video) => !mayHoldContent(files, video))
  return missing.length > 0 ? missing : [oldest]
}

/**
 * Returns the video or image that the content of the file at `path` belongs to, or undefined.
 * @throws RushesError CONFLICT if the files of several are missing: only a person can say which of them it is.
 */
export async function findStored(
  rows: Rows,
  { path, file_hash }: { path: string; file_hash: string },
): Promise<StoredContent | undefined> {
  const [stored, ...others] = await listStored(rows, { file_hash })
  if (others.length === 0) return stored
  const candidates = stored ? [stored, ...others] : []
  const names = candidates.map(({ name, id }) => `“${name}” (${id})`).join(' or ')
  throw new RushesError(
    'CONFLICT',
    `${path} may be ${names}, which have the same content and no file. Open the right one and locate its file.`,
    { data: { candidates: candidates.map(({ id }) => id) } },
  )
}

/** Returns what `findStored` does, outside a transaction. @throws RushesError CONFLICT */
export async function lookUpStored(
  core: Core,
  content: { path: string; file_hash: string },
): Promise<StoredContent | undefined> {
  return await withFileStates(
    (paths) => checkFiles(core, paths),
    [],
    (files) => findStored({ db: core.db, files }, content),
  )
}

/** Sets the path that a video plays from, or that an image is shown from. */
export async function setStoredPath(
  { db, touch }: Transaction,
  { kind, id }: StoredContent,
  path: string,
): Promise<void> {
  if (kind === 'video') await updateVideo(db, id, { file_path: path })
  else await setImagePath(db, id, path)
  touchStored(touch, kind)
}

/** Announces a change of the videos or of the images. */
export function touchStored(touch: Touch, kind: StoredContent['kind']): void {
  touch(kind === 'video' ? 'videos' : 'images')
}

/**
 * Returns whether the file of a video or an image may hold its content, judged by its size alone: another time does not
 * mean another content, and a full read takes too long ([Note: an id is a content]).
 */
export function mayHoldContent(
  files: FileStates,
  { file_path, size_bytes }: Pick<StoredContent, 'file_path' | 'size_bytes'>,
): boolean {
  const state = files.at(file_path)
  return state.size_bytes !== null && (size_bytes === null || state.size_bytes === size_bytes)
}
