import { type BigIntStats, constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { describeFileError, RushesError, systemCode } from '../../shared/errors.ts'
import { isObjectAddress, readArchiveAddress } from '../../shared/object-address.ts'
import type { Core } from '../core.ts'
import { findLocation, listLocations, overwrittenPath } from '../database/contents/locations.ts'
import { isSameFingerprint } from '../media/files/fingerprint.ts'
import { mtimeMsOf } from '../media/files/mtime.ts'
import { readSampleHash } from '../media/files/sample-hash.ts'
import { absolutePath } from '../storage/absolute-path.ts'
import { type Content, hashUnchanged } from './hash-unchanged.ts'
import { recordChanged, recordContent, recordIfFree, recordMissing } from './record.ts'

/** The columns of a video or an image that say which content it has, and where. */
export interface Recorded {
  file_hash: string
  file_path: string
}

/** An open file that has the content it was opened for. The caller closes `handle`. */
export interface OpenContent extends Content {
  handle: FileHandle
  stats: BigIntStats
}

/** The content of the file at a path, valid as long as the file has the same stamp. */
export interface CheckedFile extends Content {
  stamp: string
}

interface Options {
  signal?: AbortSignal | undefined
}

/**
 * [Note: an id is a content] Opens a file of a content for reading: the one that its video or image names, or another
 * location of it. What is opened is checked on the descriptor that is returned: size, modification time and sample must
 * be those of the location, which a full read has confirmed once. In doubt (another time, no confirmed location,
 * another stamp than a moment ago) the whole file is hashed. If the content agrees, the location gets the new time: a
 * copy of a library without its times keeps its files. If not, the video leaves the path (`recordChanged`).
 * @throws RushesError FILE_CHANGED if the file was overwritten and no other location has the content, FILE_MISSING,
 * FILE_REMOTE if only a bucket or an archive has the content, FILE_UNREADABLE, CANCELLED
 */
export async function openContent(core: Core, recorded: Recorded, options: Options = {}): Promise<OpenContent> {
  const { file_hash } = recorded
  const path = absolutePath(core.layout, recorded.file_path)
  try {
    return await openRecorded(core, path, file_hash, options)
  } catch (error) {
    if (!(error instanceof RushesError) || error.code === 'CANCELLED') throw error
    const others = await listLocations(core.db, file_hash)
    for (const other of others) {
      if (other.missing_since !== null || absolutePath(core.layout, other.path) === path) continue
      const opened = await openAt(core, other.path, file_hash, options).catch(unlessCancelled)
      if (opened) return opened
    }
    if (error.code === 'FILE_MISSING') await recordIfFree(core, () => recordMissing(core, path, file_hash))
    const stored = others.find((other) => other.missing_since === null && isObjectAddress(other.path))
    throw stored === undefined ? error : onlyStored(stored.path)
  }
}

/**
 * Has `work` read a file of a content by its path, as programs do. What it makes is to be kept only if this returns it.
 * @throws RushesError as `openContent` and `whileUnchanged`
 */
export async function withContent<Result>(
  core: Core,
  recorded: Recorded,
  options: Options,
  work: (file: Content) => Promise<Result>,
): Promise<Result> {
  const file = await requireContent(core, recorded, options)
  return await whileUnchanged(core, [file], options, () => work(file))
}

/**
 * Returns the result of `work`, which read files by their paths, if they still have their contents after it.
 * @throws RushesError FILE_CHANGED or FILE_MISSING if they do not, whatever `work` threw
 */
export async function whileUnchanged<Result>(
  core: Core,
  files: readonly Content[],
  { signal }: Options,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } finally {
    for (const { path, file_hash } of signal?.aborted ? [] : files) {
      await (await openAt(core, path, file_hash, { signal })).handle.close()
    }
  }
}

/** Returns a file of a content, checked as by `openContent`, with its fingerprint. */
export async function requireContent(core: Core, recorded: Recorded, options: Options = {}): Promise<Content> {
  const { handle, stats: _, ...content } = await openContent(core, recorded, options)
  await handle.close()
  return content
}

/**
 * Returns whether the own file of a video or an image has its content, in doubt by a full read; not within a
 * transaction.
 * @throws RushesError CANCELLED
 */
export async function holdsContent(core: Core, recorded: Recorded, options: Options = {}): Promise<boolean> {
  const path = absolutePath(core.layout, recorded.file_path)
  const opened = await openAt(core, path, recorded.file_hash, options).catch(unlessCancelled)
  await opened?.handle.close()
  return opened !== undefined
}

/** Opens the file at a recorded path; for a path that says that the file was overwritten, the file there now. */
async function openRecorded(core: Core, path: string, fileHash: string, options: Options): Promise<OpenContent> {
  const original = overwrittenPath(path, fileHash)
  if (original === null) return await openAt(core, path, fileHash, options)
  // The old content may have been put back.
  const opened = await openAt(core, original, fileHash, options).catch(unlessCancelled)
  if (opened) return opened
  throw overwritten(original)
}

function unlessCancelled(error: unknown): undefined {
  if (!(error instanceof RushesError) || error.code === 'CANCELLED') throw error
}

async function openAt(core: Core, path: string, fileHash: string, { signal }: Options): Promise<OpenContent> {
  if (isObjectAddress(path)) throw onlyStored(path)
  const handle = await openFile(path)
  try {
    const stats = await handle.stat({ bigint: true })
    if (!stats.isFile()) throw new RushesError('FILE_MISSING', `${path} is missing.`)
    const content = await check(core, path, fileHash, handle, stats, signal)
    return { ...content, handle, stats }
  } catch (error) {
    await handle.close()
    throw describeFileError(error, path)
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    // A named pipe does not block.
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR', 'EISDIR'].includes(systemCode(error) ?? '')) throw describeFileError(error, path)
    throw new RushesError('FILE_MISSING', `${path} is missing.`, { cause: error })
  }
}

async function check(
  core: Core,
  path: string,
  fileHash: string,
  handle: FileHandle,
  stats: BigIntStats,
  signal: AbortSignal | undefined,
): Promise<Content> {
  const stamp = stampOf(stats)
  const last = core.checkedFiles.get(path)
  if (last?.stamp === stamp) return requireHash(last, fileHash)
  const size_bytes = Number(stats.size)
  const file = { path, size_bytes, mtime_ms: mtimeMsOf(stats), sample_hash: await readSampleHash(handle, size_bytes) }
  const location = await findLocation(core.db, path)
  const known = location?.file_hash === fileHash && location.sample_hash !== '' ? location : undefined
  if (known && (known.size_bytes !== size_bytes || known.sample_hash !== file.sample_hash)) {
    await recordIfFree(core, () => recordChanged(core, path, fileHash))
    throw overwritten(path)
  }
  const isConfirmed = location?.missing_since === null && location.verified_at !== null
  // A file with another stamp than a moment ago may have been written to, and given its old time.
  const isTrusted = isConfirmed && last === undefined && isSameFingerprint(location, file)
  const content = isTrusted
    ? { ...file, file_hash: location.file_hash }
    : await hashUnchanged(core, file, { descriptor: handle.fd, signal })
  if (!isTrusted) await recordIfFree(core, () => recordRead(core, content, fileHash, known !== undefined))
  remember(core.checkedFiles, { ...content, stamp })
  return requireHash(content, fileHash)
}

/** Records what a full read found, unless it is a row of another program that never was this content. */
async function recordRead(core: Core, content: Content, fileHash: string, wasHere: boolean): Promise<void> {
  if (content.file_hash !== fileHash && !wasHere) return
  if (content.file_hash !== fileHash) await recordChanged(core, content.path, fileHash)
  await recordContent(core, content)
}

function requireHash(content: Content, fileHash: string): Content {
  if (content.file_hash === fileHash) return content
  throw overwritten(content.path)
}

function onlyStored(address: string): RushesError {
  const archived = readArchiveAddress(address)
  const sentence = archived
    ? `The file is archived in ${archived.archive}.`
    : `The file is in the bucket only, at ${address}.`
  return new RushesError('FILE_REMOTE', sentence)
}

function overwritten(path: string): RushesError {
  return new RushesError('FILE_CHANGED', `${path} was overwritten: it has another content now.`)
}

const mostRemembered = 20_000

function remember(checkedFiles: Map<string, CheckedFile>, { path, file_hash, ...file }: CheckedFile): void {
  checkedFiles.delete(path)
  checkedFiles.set(path, { path, file_hash, ...file })
  const [oldest] = checkedFiles.keys()
  if (checkedFiles.size > mostRemembered && oldest !== undefined) checkedFiles.delete(oldest)
}

/** Returns a text that changes with every write to a file, even if its modification time is set back. */
function stampOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join()
}
