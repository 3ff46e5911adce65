import { isObjectAddress } from '../../shared/object-address.ts'
import type { Core } from '../core.ts'
import type { Transaction } from '../database/connection/write.ts'
import { listStoredAt, type StoredContent } from '../database/contents/find-content.ts'
import { listPathsOfContents } from '../database/contents/known-contents.ts'
import {
  findLocation,
  insertLocations,
  listLocations,
  listOutdatedLocations,
  lostLocation,
  markMissing,
  missingLocation,
  overwrittenPath,
  removeLocation,
  upsertLocation,
} from '../database/contents/locations.ts'
import { spellingsOf } from '../storage/absolute-path.ts'
import type { Content, FingerprintedFile } from './hash-unchanged.ts'
import { offlineAmong } from './offline.ts'
import { listStored, mayHoldContent, setStoredPath, touchStored } from './stored-content.ts'

/**
 * Has `record` write what a read found out about files. The read itself does not need that: nothing is recorded in a
 * library that may not be changed, nor while another program writes; the next read finds it again. Returns whether it
 * was recorded.
 */
export async function recordIfFree(
  { access, writeLock }: Pick<Core, 'access' | 'writeLock'>,
  record: () => Promise<void>,
): Promise<boolean> {
  if (access.state === 'read_only' || writeLock.isHeldElsewhere) return false
  return await writeLock.whileFree(record())
}

/**
 * Records a file that was just read as a location of its content, whether the library has that content or not.
 * `alongside` runs in the same transaction.
 */
export async function recordContent(
  core: Core,
  content: Content,
  alongside?: (transaction: Transaction) => Promise<void>,
): Promise<void> {
  await core.write(async (transaction) => {
    await putContent(transaction, content)
    await alongside?.(transaction)
    transaction.touch('videos', 'analyses', 'processing')
  })
}

/**
 * Records many files in one transaction, as `recordContent` does; those that concern no video are written in one
 * statement.
 */
export async function recordContents(core: Core, contents: readonly Content[]): Promise<void> {
  const paths = await listPathsOfContents(
    core.db,
    contents.map(({ file_hash }) => file_hash),
  )
  await core.write(async (transaction) => {
    const { db, touch, now } = transaction
    const written = await insertLocations(db, contents, now)
    if (written < contents.length) {
      for (const position of await listOutdatedLocations(db, contents)) {
        const content = contents[position]
        if (content) await putContent(transaction, content)
      }
      touch('videos')
    }
    touch('duplicates', 'analyses', 'processing')
  }, paths)
}

async function putContent(transaction: Transaction, content: Content): Promise<void> {
  const [stored, ...others] = await listStored(transaction, content)
  // The location is known even if it cannot be told which of several videos it belongs to.
  if (stored && others.length === 0) await addLocations(transaction, stored, [content])
  else await putLocations(transaction, content.file_hash, [content])
}

/**
 * Records that no file is at a path any more, unless it is offline. A path without a location row takes the content
 * that was `expected`.
 */
export async function recordMissing(core: Core, path: string, expected: string | undefined): Promise<void> {
  if ((await offlineAmong(core, [path]))(path)) return
  await core.write(async (transaction) => {
    const { db, touch, now } = transaction
    const last = await findLocation(db, path)
    if (last ? last.missing_since !== null : expected === undefined) return
    if (last) await markGone(transaction, path)
    else if (expected !== undefined) await upsertLocation(db, missingLocation(path, expected, now))
    touch('videos', 'images', 'analyses', 'processing')
  })
}

/** Marks the locations at `paths`, where no files are any more, as missing, unless they are offline. */
export async function recordGone(core: Core, paths: readonly string[]): Promise<void> {
  const isOffline = await offlineAmong(core, paths)
  const gone = paths.filter((path) => !isOffline(path))
  if (gone.length === 0) return
  await core.write(async (transaction) => {
    const { db, touch } = transaction
    for (const path of gone)
      if ((await findLocation(db, path))?.missing_since === null) await markGone(transaction, path)
    touch('videos', 'images', 'analyses', 'processing')
  })
}

/** Marks a location as missing, within a transaction. A video with a copy in the bucket or an archive plays that. */
export async function markGone(transaction: Transaction, path: string): Promise<void> {
  const { db, now } = transaction
  await markMissing(db, path, now)
  for (const stored of await listStoredAt(db, path)) {
    const locations = await listLocations(db, stored.file_hash)
    const copy = locations.find((other) => isObjectAddress(other.path) && other.missing_since === null)
    if (copy && (await listStoredAt(db, copy.path)).length === 0) await setStoredPath(transaction, stored, copy.path)
  }
}

/**
 * Records that the file at a path was overwritten, by a content that is not read yet: the video or image of the content
 * that was there leaves the path, whose location becomes one that says so, until it is read.
 */
export async function recordChanged(core: Core, path: string, fileHash: string): Promise<void> {
  const spellings = spellingsOf(core.layout, path)
  await core.write(async (transaction) => {
    const { db, touch, now } = transaction
    for (const spelled of spellings) {
      for (const stored of await listStoredAt(db, spelled)) {
        if (stored.file_hash === fileHash) await freePath(transaction, stored)
      }
    }
    const location = await findLocation(db, path)
    if (location?.file_hash === fileHash) {
      await removeLocation(db, location)
      await upsertLocation(db, lostLocation({ ...location, file_path: path }, now))
    }
    touch('videos', 'images', 'analyses', 'processing')
  })
}

/**
 * Puts locations of a video or an image, within a transaction. If its own file is missing or written over, that is
 * marked as missing and the first of `files` takes its place.
 */
export async function addLocations(
  transaction: Transaction,
  stored: StoredContent,
  files: readonly [FingerprintedFile, ...FingerprintedFile[]],
): Promise<void> {
  const { db, touch, now } = transaction
  const { file_path, file_hash } = stored
  // Other programs write relative paths, and their spelling stays.
  const isAt = (own: string) => files.some(({ path }) => path === own)
  const isThere =
    isAt(file_path) || isAt(transaction.files.at(file_path).path) || mayHoldContent(transaction.files, stored)
  await putLocations(transaction, file_hash, files)
  touchStored(touch, stored.kind)
  if (isThere) return
  if (overwrittenPath(file_path, file_hash) !== null) await removeLocation(db, { path: file_path, file_hash })
  else if (!transaction.files.at(file_path).is_offline) await markMissing(db, file_path, now)
  // The path may belong to another video with the same content, recorded by another program.
  if ((await listStoredAt(db, files[0].path)).length === 0) await setStoredPath(transaction, stored, files[0].path)
}

/**
 * Puts locations of a content that were just read, within a transaction. A video or an image of another content leaves
 * such a path.
 */
export async function putLocations(
  transaction: Transaction,
  fileHash: string,
  files: readonly FingerprintedFile[],
): Promise<void> {
  const { db, now } = transaction
  for (const { path, size_bytes, mtime_ms, sample_hash } of files) {
    for (const stored of await listStoredAt(db, path)) {
      if (stored.file_hash !== fileHash) await freePath(transaction, stored)
    }
    const fingerprint = { size_bytes, mtime_ms, sample_hash }
    await upsertLocation(db, { path, file_hash: fileHash, ...fingerprint, seen_at: now, verified_at: now })
  }
}

/**
 * Moves a video or an image, whose file was written over, to another of its locations. Without one its content is lost;
 * the row stays, as missing, under a path that says so.
 */
async function freePath(transaction: Transaction, stored: StoredContent): Promise<void> {
  const { db, now, files } = transaction
  const locations = await listLocations(db, stored.file_hash)
  const others = locations.filter(({ path, missing_since }) => path !== stored.file_path && missing_since === null)
  files.require(others.map(({ path }) => path))
  for (const { path } of others) {
    if (files.at(path).size_bytes === null && !isObjectAddress(path)) continue
    // The path may belong to another video with the same content, recorded by another program.
    if ((await listStoredAt(db, path)).length === 0) return await setStoredPath(transaction, stored, path)
  }
  const lost = lostLocation(stored, now)
  await setStoredPath(transaction, stored, lost.path)
  await upsertLocation(db, lost)
}
