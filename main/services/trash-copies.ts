import type { BigIntStats } from 'node:fs'
import { basename, join, relative } from 'node:path'
import type { Job } from '../../shared/contract/jobs.ts'
import { describeFileError, RushesError } from '../../shared/errors.ts'
import { formatCount } from '../../shared/units.ts'
import type { Core } from '../core.ts'
import type { Db } from '../database/connection.ts'
import { countCopied, listCopied } from '../database/copies.ts'
import type { TrashedCopyRow, TrashedPlay } from '../database/copy-tables.ts'
import { findLocation, markMissing } from '../database/locations.ts'
import { findImageAt, moveMedia } from '../database/media.ts'
import { toTimestamp } from '../database/timestamp.ts'
import { insertTrashedCopy } from '../database/trashed-copies.ts'
import { findVideoByPath, updateVideo } from '../database/videos.ts'
import { recordContent, recordGone } from '../ingest/record.ts'
import type { RunningJob } from '../jobs/running-job.ts'
import { absolutePath } from '../storage/layout.ts'
import { moveFile } from '../storage/move-file.ts'
import { fileKey, listPlaces, look, type Place } from './keep-copies.ts'
import { putBack } from './restore-copies.ts'

/**
 * [Note: how a copy goes] Before a copy goes, it and the one that stays are both read in full at that moment, and have to be the content that
 * the library knows. Then one transaction says that the copy went, with all that was known of its path, and has whatever played
 * from it play from the one that stays; then the file gets a second name in the trash of the library and loses its own.
 * Whenever the process dies, the bytes have a name, and `putBack` finds them under either one.
 *
 * The last place of a content that is there never goes. What is offline does not count as there, nor does a symbolic link, nor another
 * name of the same file: to remove that would free nothing.
 */
export async function startTrash(core: Core, paths: readonly string[]): Promise<Job> {
  const all = [...new Set(paths)]
  const job = { kind: 'trash_copies', title: titleOf(all.length), unit: 'files', total: all.length } as const
  return await core.jobs.start(job, (running) => trashAll(core, all, running))
}

/**
 * The same of all copies but the one to keep of each content, as they are listed.
 * @throws RushesError CONFLICT where the list is not that of `version` any more.
 */
export async function startTrashAll(core: Core, version: string): Promise<Job> {
  const counted = await countCopied(core.db)
  if (counted.version !== version) throw new RushesError('CONFLICT', 'The copies have changed since they were shown.')
  const job = { kind: 'trash_copies', title: titleOf(counted.copies), unit: 'files', total: counted.copies } as const
  return await core.jobs.start(job, async (running) => {
    // At first: what goes leaves the list.
    const contents = await listCopied(core.db, { offset: 0, limit: counted.total })
    const paths: string[] = []
    for (const { file_hash } of contents) {
      running.signal.throwIfAborted()
      const places = await listPlaces(core, file_hash)
      paths.push(...places.flatMap(({ path, role }) => (role === 'copy' ? [path] : [])))
    }
    await trashAll(core, paths, running)
  })
}

function titleOf(count: number): string {
  return formatCount(count, 'copy', 'copies')
}

async function trashAll(core: Core, paths: readonly string[], job: RunningJob): Promise<void> {
  const going = new Set(paths)
  for (const [seq, path] of paths.entries()) {
    await job.unpaused()
    if (job.signal.aborted) return
    job.progress(seq, paths.length)
    try {
      await trashOne(core, { path, seq, step_id: job.id, going, signal: job.signal })
      job.item({ path, outcome: 'moved' })
    } catch (error) {
      if (job.signal.aborted) return
      const { code, message } = describeFileError(error, path)
      job.item({ path, outcome: 'failed', error: { code, message } })
    }
  }
  job.progress(paths.length, paths.length)
}

interface Going {
  path: string
  seq: number
  step_id: string
  /** All that go in this step: none of them is the one that stays. */
  going: ReadonlySet<string>
  signal: AbortSignal
}

async function trashOne(core: Core, copy: Going): Promise<void> {
  const { path, signal } = copy
  const last = await findLocation(core.db, path)
  if (!last || last.missing_since !== null) throw new RushesError('NOT_FOUND', `No copy is known at ${path}.`)
  const places = await listPlaces(core, last.file_hash)
  const own = await lookAtCopy(core, path, last.file_hash)
  const stays = await findKept(core, copy, own, places)
  // Both at this moment, one beside the other.
  const [kept, read] = await Promise.all([
    core.hashes.run({ kind: 'hash', path: stays.path }, { signal }),
    core.hashes.run({ kind: 'hash', path }, { signal }),
  ])
  for (const [at, found] of [
    [stays.path, kept],
    [path, read],
  ] as const) {
    if (found.file_hash === last.file_hash && !found.moved) continue
    if (!found.moved) await noteChanged(core, at, found.file_hash)
    throw new RushesError('FILE_CHANGED', `${at} holds another content by now; ${path} stays where it is.`)
  }
  await requireAsRead(path, own)
  await requireAsRead(stays.path, stays.stats)
  const trashed = await recordTrashed(core, copy, stays.path)
  try {
    await moveFile(path, trashed.trashed_path, { hashes: core.hashes, fileHash: last.file_hash, signal })
  } catch (error) {
    await putBack(core, trashed).catch((again) => core.log.warn('copy not put back', { path, error: String(again) }))
    throw error
  }
}

async function lookAtCopy(core: Core, path: string, fileHash: string): Promise<BigIntStats> {
  const stats = await look(path)
  if (!stats) await recordGone(core, path, fileHash)
  if (!stats) throw new RushesError('FILE_MISSING', `${path} is not there.`)
  if (stats.isSymbolicLink()) throw new RushesError('CONFLICT', `${path} is a symbolic link, no copy; it stays.`)
  if (!stats.isFile()) throw new RushesError('FILE_UNREADABLE', `${path} is no file.`)
  return stats
}

/** The best place that stays. @throws RushesError CONFLICT where there is none. */
async function findKept(core: Core, { path, going }: Going, own: BigIntStats, places: readonly Place[]) {
  let otherName: string | undefined
  for (const place of places) {
    if (place.path === path || going.has(place.path) || place.is_offline) continue
    const stats = await look(place.path)
    if (!stats) await recordGone(core, place.path, undefined)
    if (!stats?.isFile()) continue
    if (fileKey(stats) === fileKey(own)) otherName = place.path
    else return { path: place.path, stats }
  }
  if (otherName !== undefined)
    throw new RushesError(
      'CONFLICT',
      `${path} and ${otherName} are one file with two names; to remove one frees nothing.`,
    )
  throw new RushesError('CONFLICT', `${path} is the last place of its content that is there; it stays.`)
}

async function noteChanged(core: Core, path: string, fileHash: string): Promise<void> {
  const fingerprint = await core.hashes.run({ kind: 'fingerprint', path })
  await recordContent(core, fileHash, { path, ...fingerprint })
}

/** @throws RushesError FILE_CHANGED where somebody was at the file since. */
async function requireAsRead(path: string, before: BigIntStats): Promise<void> {
  const now = await look(path)
  const isSame = now && fileKey(now) === fileKey(before) && now.size === before.size && now.mtimeNs === before.mtimeNs
  if (!isSame) throw new RushesError('FILE_CHANGED', `${path} changed while it was compared; nothing was removed.`)
}

/** @throws RushesError CONFLICT where another step took one of the two meanwhile, or two takes would play from one file. */
async function recordTrashed(core: Core, { path, seq, step_id }: Going, keptPath: string): Promise<TrashedCopyRow> {
  const now = toTimestamp(core.clock())
  return await core.write(async (db, touch) => {
    const [location, kept] = [await findLocation(db, path), await findLocation(db, keptPath)]
    if (location?.missing_since !== null || kept?.missing_since !== null)
      throw new RushesError('CONFLICT', `${path} and ${keptPath} are not both known as there any more.`)
    const trashed = {
      ...{ step_id, seq, path, kept_path: keptPath, trashed_at: now },
      trashed_path: join(core.layout.trash, step_id, String(seq), basename(path)),
      ...{ file_hash: location.file_hash, size_bytes: location.size_bytes },
      location: JSON.stringify(location),
      played: JSON.stringify(await playFrom(core, db, path, keptPath)),
    }
    await insertTrashedCopy(db, trashed)
    await markMissing(db, path, now)
    touch('videos', 'media', 'duplicates', 'analyses', 'processing')
    return trashed
  })
}

/** Has what plays from a path, in either spelling, play from another one. Answers what it was and how its row spelt the path. */
async function playFrom(core: Core, db: Db, path: string, keptPath: string): Promise<TrashedPlay[]> {
  const played: TrashedPlay[] = []
  const taken = await findAtPath(core, db, keptPath)
  const video = await findAtPath(core, db, path)
  if (video && taken)
    throw new RushesError(
      'CONFLICT',
      `${path} stays: “${video.name}” plays from it, and “${taken.name}” from ${keptPath}.`,
    )
  if (video) {
    played.push({ kind: 'video', id: video.id, path: video.file_path })
    await updateVideo(db, video.id, { file_path: keptPath })
  }
  const image = await findImageAt(db, path)
  if (image) {
    played.push({ kind: 'image', id: image.id, path })
    await moveMedia(db, image.id, keptPath)
  }
  return played
}

async function findAtPath(core: Core, db: Db, path: string) {
  const spelling = relative(core.layout.folder, path)
  const found = (await findVideoByPath(db, path)) ?? (await findVideoByPath(db, spelling))
  return found && absolutePath(core.layout, found.file_path) === path ? found : undefined
}
