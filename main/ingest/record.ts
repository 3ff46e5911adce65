import { v7 as uuidv7 } from 'uuid'
import type { FingerprintedFile } from '../contents/hash-unchanged.ts'
import { requireStaying } from '../contents/leaving-files.ts'
import { addLocations, putLocations } from '../contents/record.ts'
import { findStored, touchStored } from '../contents/stored-content.ts'
import type { Core } from '../core.ts'
import type { Db, WritableDb } from '../database/connection/connection.ts'
import type { Transaction } from '../database/connection/write.ts'
import type { StoredContent } from '../database/contents/find-content.ts'
import { listPathsOfContents } from '../database/contents/known-contents.ts'
import { hasImageId, insertImage } from '../database/images.ts'
import { findOverwrittenVideo, insertVersion } from '../database/versions.ts'
import { insertVideo } from '../database/videos.ts'
import type { Description, ImageDescription, VideoDescription } from './describe.ts'

/** A content that the library has, and the locations that it gains. */
export interface KnownContent {
  file_hash: string
  locations: readonly FingerprintedFile[]
  description?: undefined
}

/** A content that the library lacks, or whose own file it has lost. */
export interface NewContent {
  file_hash: string
  /** The file to play from comes first. */
  locations: readonly [FingerprintedFile, ...FingerprintedFile[]]
  description: Description
}

/** The result of importing a content, and its video or image. */
export interface Outcome extends Pick<StoredContent, 'kind' | 'id'> {
  outcome: 'added' | 'duplicate'
}

/**
 * Records a content in one transaction: the video or image that has it, perhaps since another import a moment ago,
 * gains the locations; otherwise a row is inserted. Returns undefined for a known content that was removed from the
 * library meanwhile.
 * @throws RushesError FILE_MISSING if a removal moved the file to the trash meanwhile.
 */
export async function record(core: Core, content: NewContent): Promise<Outcome>
export async function record(core: Core, content: NewContent | KnownContent): Promise<Outcome | undefined>
export async function record(core: Core, content: NewContent | KnownContent): Promise<Outcome | undefined> {
  const { file_hash, locations, description } = content
  const [first, ...others] = locations
  const paths = [...(first ? [first.path] : []), ...(await listPathsOfContents(core.db, [file_hash]))]
  return await core.write(async (transaction) => {
    const stored = await findStored(transaction, { path: first?.path ?? 'The uploaded file', file_hash })
    if (!stored) return description && (await insert(transaction, content))
    if (first) await addLocations(transaction, stored, [first, ...others])
    await description?.alongside(transaction)
    return { outcome: 'duplicate', kind: stored.kind, id: stored.id }
  }, paths)
}

async function insert(transaction: Transaction, content: NewContent): Promise<Outcome> {
  const { db, touch, now: created_at } = transaction
  const { file_hash, locations, description } = content
  const [file] = locations
  const previous = await findOverwritten(db, locations)
  await putLocations(transaction, file_hash, locations)
  await requireStaying(transaction, file.path)
  touchStored(touch, description.kind)
  const row = { ...file, file_hash, created_at }
  const outcome = await (description.kind === 'image'
    ? insertImageRow(db, row, description)
    : insertVideoRow(db, row, description))
  await description.alongside(transaction, outcome.id)
  if (previous && outcome.kind === 'video')
    await insertVersion(db, { video_id: outcome.id, ...previous, noticed_at: created_at })
  return outcome
}

/** Finds the video whose file was overwritten by a new content, now or since its path was last opened. */
async function findOverwritten(
  db: Db,
  locations: NewContent['locations'],
): Promise<{ previous_id: string; path: string } | undefined> {
  for (const { path } of locations) {
    const previous_id = await findOverwrittenVideo(db, path)
    if (previous_id !== null) return { previous_id, path }
  }
  return undefined
}

interface NewRow extends FingerprintedFile {
  file_hash: string
  created_at: string
}

async function insertVideoRow(
  db: WritableDb,
  { path, file_hash, size_bytes, created_at }: NewRow,
  { id = uuidv7(), name, source_type, facts }: VideoDescription,
): Promise<Outcome> {
  await insertVideo(db, { id, name, file_path: path, file_hash, size_bytes, source_type, created_at, ...facts })
  return { outcome: 'added', kind: 'video', id }
}

/** The Media Manager's ids are samples, of which two contents can have the same. */
async function insertImageRow(
  db: WritableDb,
  { path, file_hash, size_bytes, sample_hash, created_at }: NewRow,
  { name, facts }: ImageDescription,
): Promise<Outcome> {
  const id = (await hasImageId(db, sample_hash)) ? `${sample_hash}-${file_hash.slice(0, 8)}` : sample_hash
  const columns = { Id: id, Name: name, Path: path, MediaType: 'Image', UserId: null } as const
  await insertImage(db, { ...columns, file_hash, size_bytes, created_at, ...facts })
  return { outcome: 'added', kind: 'image', id }
}
