import { basename, extname } from 'node:path'
import type { ImportMode } from '../../shared/contract/imports.ts'
import type { Core } from '../core.ts'
import type { Db } from '../database/connection.ts'
import { listLocations, lostPath } from '../database/locations.ts'
import {
  findImageAt,
  findImageByHash,
  hasMediaId,
  insertMedia,
  type ListedImage,
  moveMedia,
} from '../database/media.ts'
import { toTimestamp } from '../database/timestamp.ts'
import { imageFacts } from '../media/image-facts.ts'
import { imagePath } from '../storage/layout.ts'
import { isFile } from '../storage/presence.ts'
import { type Hashed, place } from './place.ts'
import { putLocations, type Seen } from './record.ts'

interface ImageToImport {
  mode: ImportMode
  /** Its path is nobody's, and is not remembered. */
  uploaded: boolean
  source: Seen
  hashed: Hashed
  /** Where its bytes can be read. */
  bytes: string
  temporary: () => string
  signal: AbortSignal
}

/** What became of a picture, and where it lies. */
export interface RecordedImage {
  video_id: null
  media_id: string
  is_duplicate: boolean
  plays: string
}

/**
 * Imports a picture, whose bytes were just hashed, as videos are (see [Note: what an import does]): a known content gains a
 * location and nothing is stored, a new one is placed and recorded as `media`, a moved one is found by its content.
 * @throws RushesError FILE_UNREADABLE when it is no picture.
 */
export async function importImage(core: Core, image: ImageToImport): Promise<RecordedImage> {
  const { mode, uploaded, source, hashed, bytes, temporary, signal } = image
  const known = await findImageByHash(core.db, hashed.file_hash)
  if (known && (await isFile(known.path))) return await recordKnown(core, known, uploaded ? [] : [source])
  const ffprobe = await core.tools.ffprobe()
  const facts = await imageFacts(ffprobe.path, bytes, { named: source.path, signal })
  const target = imagePath(core.layout, hashed.file_hash, basename(source.path))
  const plays = await place(hashed, mode, target, { hashes: core.hashes, temporary, signal })
  const placed =
    plays === source.path ? source : { path: plays, ...(await core.hashes.run({ kind: 'fingerprint', path: plays })) }
  const stays = mode !== 'move' && !uploaded && plays !== source.path
  const seen = stays ? [placed, source] : [placed]
  if (known) return await recordKnown(core, { ...known, path: plays }, seen)
  return await core.write(async (db, touch) => {
    touch('media')
    const other = await findImageByHash(db, hashed.file_hash)
    await freePath(db, plays, hashed.file_hash)
    await putLocations(db, hashed.file_hash, seen, core.clock())
    if (other) return { video_id: null, media_id: other.id, is_duplicate: true, plays: other.path }
    const id = (await hasMediaId(db, placed.sample_hash))
      ? `${placed.sample_hash}-${hashed.file_hash.slice(0, 8)}`
      : placed.sample_hash
    await insertMedia(db, {
      Id: id,
      Name: basename(source.path, extname(source.path)) || basename(source.path),
      Path: plays,
      MediaType: 'Image',
      UserId: null,
      file_hash: hashed.file_hash,
      size_bytes: placed.size_bytes,
      created_at: toTimestamp(core.clock()),
      ...facts,
    })
    return { video_id: null, media_id: id, is_duplicate: false, plays }
  })
}

/** A picture that is as it was when `fileHash` was seen there, with its bytes where they belong: it is not read again. */
export async function findUnchangedImage(core: Core, now: Seen, fileHash: string): Promise<RecordedImage | undefined> {
  const known = await findImageByHash(core.db, fileHash)
  return known && (await isFile(known.path)) ? await recordKnown(core, known, [now]) : undefined
}

/** A picture that was written over lies at another of its places from now on, or is missing under a path that says so. */
async function freePath(db: Db, path: string, fileHash: string): Promise<void> {
  const old = await findImageAt(db, path)
  if (!old || old.file_hash === fileHash) return
  const others = (await listLocations(db, old.file_hash)).filter((it) => it.path !== path && it.missing_since === null)
  await moveMedia(db, old.id, others[0]?.path ?? lostPath(path, old.file_hash))
}

/** Another place of a known picture; `known.path` is where it lies from now on. */
async function recordKnown(core: Core, known: ListedImage, seen: readonly Seen[]): Promise<RecordedImage> {
  await core.write(async (db, touch) => {
    touch('media')
    await freePath(db, known.path, known.file_hash)
    await putLocations(db, known.file_hash, seen, core.clock())
    await moveMedia(db, known.id, known.path)
  })
  return { video_id: null, media_id: known.id, is_duplicate: true, plays: known.path }
}
