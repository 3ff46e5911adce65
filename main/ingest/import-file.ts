import { randomUUID } from 'node:crypto'
import { realpath, rm } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { ImportMode } from '../../shared/contract/imports.ts'
import { RushesError } from '../../shared/errors.ts'
import { looksLikeImage } from '../../shared/image-files.ts'
import { extensionOf } from '../../shared/video-files.ts'
import type { Core } from '../core.ts'
import { findLocation } from '../database/locations.ts'
import type { LocationRow } from '../database/tables.ts'
import { type ListedVideo, requireVideo } from '../database/videos.ts'
import { type Probe, probe } from '../media/ffprobe.ts'
import { isStillGif } from '../media/image-facts.ts'
import { videoFacts } from '../media/video-facts.ts'
import { incomingFolder } from '../storage/incoming.ts'
import { endingOf, videoPath } from '../storage/layout.ts'
import { isFile } from '../storage/presence.ts'
import { holdsContent } from './holds-content.ts'
import { findUnchangedImage, importImage, type RecordedImage } from './import-image.ts'
import { type Hashed, place } from './place.ts'
import { readGeneration } from './read-generation.ts'
import { type Recorded, recordContent, recordDuplicate, recordVideo, type Seen } from './record.ts'
import { recordGeneration } from './record-generation.ts'
import { isSame, requireUnchanged } from './unchanged.ts'
import { videoOf } from './video-of.ts'

export interface FileToImport {
  /** Absolute. */
  path: string
  mode: ImportMode
  /** The bytes arrived through the browser: their path is nobody's, and is not remembered. */
  uploaded: boolean
}

interface Options {
  signal: AbortSignal
  /** How much of the file is read, 0 to 1. */
  onFraction: (fraction: number) => void
}

/**
 * Imports one file; see [Note: what an import does].
 * @throws RushesError or an error of the system when the file is not taken in; nothing of it is left then.
 */
export async function importFile(core: Core, file: FileToImport, options: Options): Promise<Recorded | RecordedImage> {
  const { path } = file
  const fingerprint = await core.hashes.run({ kind: 'fingerprint', path }, options)
  if (fingerprint.size_bytes === 0) throw new RushesError('FILE_UNREADABLE', `${path} is empty.`)
  const source: Seen = { path, ...fingerprint }
  // What lay there at the last visit, where it is as it was then.
  const last = await findLocation(core.db, path)
  const same = last && isSame(last, source) ? last.file_hash : undefined
  const image = same === undefined || file.uploaded ? undefined : await findUnchangedImage(core, source, same)
  if (image) return image
  const unchanged = same === undefined ? undefined : await findUnchanged(core, file, same)
  const again = unchanged && (await recordDuplicate(core, unchanged, source))
  if (again) return again

  const temporary = () => join(incomingFolder(core.layout), `${randomUUID()}.${endingOf(path)}`)
  const copy = file.mode === 'copy' ? temporary() : undefined
  try {
    const hashed = rememberedHash(file, source, last) ?? (await hash(core, source, copy, options))
    if (looksLikeImage(path) || (extensionOf(path) === 'gif' && (await isStillGif(copy ?? path)))) {
      const { mode, uploaded } = file
      const image = { mode, uploaded, source, hashed, bytes: copy ?? path, temporary, signal: options.signal }
      const recorded = await importImage(core, image)
      if (mode === 'move' && !recorded.is_duplicate && (await stayedBehind(core, source, recorded.plays))) {
        await recordContent(core, hashed.file_hash, source)
      }
      return recorded
    }
    const known = await videoOf(core, core.db, { path, file_hash: hashed.file_hash })
    const duplicate = known && (await gainLocation(core, known, file, source))
    if (duplicate) return duplicate
    const bytes = copy ?? path
    const answer = await probeFile(core, source, bytes, options.signal)
    const facts = videoFacts(answer, path)
    const { file_hash } = hashed
    const generation = await readGeneration(core, { path, bytes, file_hash, answer, signal: options.signal })
    const target = videoPath(core.layout, hashed.file_hash, basename(path))
    const plays = await place(hashed, file.mode, target, { hashes: core.hashes, temporary, signal: options.signal })
    const seen = await locationsOf(core, file, source, plays)
    const name = basename(path, extname(path)) || basename(path)
    const video = { name, file_hash: hashed.file_hash, source_type: 'uploaded', facts, seen } as const
    const recorded = await recordVideo(core, video, (db, touch, isNew) =>
      recordGeneration(core, db, touch, hashed.file_hash, { ...generation, isNew }),
    )
    if (file.mode === 'move' && (await stayedBehind(core, source, plays))) {
      await recordDuplicate(core, await requireVideo(core.db, recorded.video_id), source)
    }
    return recorded
  } finally {
    if (copy !== undefined) await rm(copy, { force: true })
  }
}

/**
 * A path whose size, time and sample are those of the last visit holds what it held then: no need to read all of it,
 * unless its bytes are to be placed again because the library has lost them.
 */
async function findUnchanged(
  core: Core,
  { path, mode }: FileToImport,
  file_hash: string,
): Promise<ListedVideo | undefined> {
  const known = await videoOf(core, core.db, { path, file_hash })
  return known && (mode === 'reference' || (await holdsContent(core, core.db, known))) ? known : undefined
}

/**
 * What a search for copies, or a verification, read in full and nobody took in so far is not read again where it stays in its place, as long as
 * size, time and sample are those of then; it is as safe as passing over what has not changed.
 */
function rememberedHash(file: FileToImport, source: Seen, last: LocationRow | undefined): Hashed | undefined {
  const isKnown = last && last.missing_since === null && last.verified_at !== null && isSame(last, source)
  if (!isKnown || file.mode !== 'reference' || file.uploaded) return undefined
  return { source: file.path, file_hash: last.file_hash, fingerprint: source }
}

async function hash(core: Core, before: Seen, copyTo: string | undefined, options: Options): Promise<Hashed> {
  const { path } = before
  const result = await core.hashes.run({ kind: 'hash', path, ...(copyTo === undefined ? {} : { copyTo }) }, options)
  if (result.moved || result.size_bytes !== before.size_bytes || result.mtime_ms !== before.mtime_ms) {
    throw new RushesError('FILE_CHANGED', `${path} changed while it was read; it is still being written.`)
  }
  const hashed = { source: path, file_hash: result.file_hash, fingerprint: before }
  return copyTo === undefined ? hashed : { ...hashed, copy: copyTo }
}

async function probeFile(core: Core, source: Seen, bytes: string, signal: AbortSignal): Promise<Probe> {
  const { path } = source
  try {
    const ffprobe = await core.tools.ffprobe()
    return await probe(ffprobe.path, bytes, { named: path, signal })
  } finally {
    // What became of a path after it was hashed comes first: a file that went is not a bad one.
    await requireUnchanged(core.hashes, path, source)
  }
}

/**
 * Removes a moved file, unless it is the one that plays, by another way, or somebody put another file in its place. Answers
 * whether it had to stay: it came in all the same; where it may not be removed, as on a locked card, it is seen at both places.
 */
async function stayedBehind(core: Core, old: Seen, plays: string): Promise<boolean> {
  const { path } = old
  try {
    if ((await realpath(path)) === (await realpath(plays))) return false
    const now = await core.hashes.run({ kind: 'fingerprint', path })
    if (isSame(now, old)) await rm(path, { force: true })
    return false
  } catch {
    return await isFile(path)
  }
}

/** Undefined where the bytes are needed after all: those of the known video are gone, or it is itself. */
async function gainLocation(
  core: Core,
  known: ListedVideo,
  file: FileToImport,
  source: Seen,
): Promise<Recorded | undefined> {
  if (!(await holdsContent(core, core.db, known))) return undefined
  if (file.uploaded) return { video_id: known.id, is_duplicate: true }
  return await recordDuplicate(core, known, source)
}

/** The one that plays first, then the file's own path where it stays there. */
async function locationsOf(core: Core, file: FileToImport, source: Seen, plays: string): Promise<[Seen, ...Seen[]]> {
  if (plays === source.path) return [source]
  const placed = { path: plays, ...(await core.hashes.run({ kind: 'fingerprint', path: plays })) }
  return file.mode === 'move' ? [placed] : [placed, source]
}
