import type { BigIntStats } from 'node:fs'
import { basename, join } from 'node:path'
import type { Job } from '../../../shared/contract/jobs.ts'
import { RushesError } from '../../../shared/errors.ts'
import { formatCount } from '../../../shared/units.ts'
import { type Content, hashUnchanged } from '../../contents/hash-unchanged.ts'
import { recordContent, recordMissing } from '../../contents/record.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../database/connection/connection.ts'
import type { Transaction } from '../../database/connection/write.ts'
import { findLocation, markMissing } from '../../database/contents/locations.ts'
import { countCopied, listCopied } from '../../database/duplicates/exact-copies.ts'
import { type CopyKey, insertTrashedCopy, type TrashedPlay } from '../../database/duplicates/trashed-copies.ts'
import { findImageAt, setImagePath } from '../../database/images.ts'
import { endDryRun } from '../../database/journal/dry-run.ts'
import type { TrashedCopyRow } from '../../database/tables.ts'
import { findVideoByPath, updateVideo } from '../../database/videos.ts'
import { eachFile } from '../../jobs/each-file.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import { spellingsOf } from '../../storage/absolute-path.ts'
import { requireOwned } from '../../storage/inside-library.ts'
import { moveFile } from '../../storage/move-file.ts'
import { statLink } from '../../storage/stat-link.ts'
import { type CopyLocation, fileKey, listCopyLocations } from './copy-locations.ts'
import { keepLocation, restoreCopy } from './restore-copies.ts'

/**
 * [Note: how a copy goes] Before a copy goes to the trash, it and the file that stays are both read in full, and both
 * must have the content that the library knows. Then one transaction records the copy as trashed, with all that was
 * known of its path, and makes what played from it play from the file that stays. Then the file gets a second name in
 * the trash of the library and loses its own. At whatever point the process dies, the bytes have a name, and
 * `restoreCopy` finds them under either one.
 *
 * The last present file of a content is never removed. An offline file does not count as present, nor does a symbolic
 * link or another name of the same file: removing that would free no space.
 */
export async function startTrash(core: Core, paths: readonly string[]): Promise<Job> {
  const all = [...new Set(paths)]
  endDryRun([{ tbl: 'trashed_copies', op: 'insert', rows: all.length }])
  const job = { kind: 'trash_copies', title: titleOf(all.length), unit: 'files', total: all.length } as const
  return await core.jobs.start(job, (running) => trashAll(core, copiesOf(running, all), running))
}

/**
 * Starts the job that moves all listed copies to the trash, except the file to keep of each content.
 * @throws RushesError CONFLICT if the list has changed since `version`.
 */
export async function startTrashAll(core: Core, version: string): Promise<Job> {
  const counted = await countCopied(core.db)
  if (counted.version !== version) throw new RushesError('CONFLICT', 'The copies have changed since they were listed.')
  endDryRun([{ tbl: 'trashed_copies', op: 'insert', rows: counted.copies }])
  const job = { kind: 'trash_copies', title: titleOf(counted.copies), unit: 'files', total: counted.copies } as const
  return await core.jobs.start(job, async (running) => {
    // Listed before the first move, because moved copies leave the list.
    const contents = await listCopied(core.db, { offset: 0, limit: counted.total })
    const paths: string[] = []
    for (const { file_hash } of contents) {
      running.signal.throwIfAborted()
      const locations = await listCopyLocations(core, file_hash)
      paths.push(...locations.flatMap(({ path, role }) => (role === 'copy' ? [path] : [])))
    }
    await trashAll(core, copiesOf(running, paths), running)
  })
}

function titleOf(count: number): string {
  return formatCount(count, 'copy', 'copies')
}

function copiesOf({ id }: RunningJob, paths: readonly string[]): CopyKey[] {
  return paths.map((path, seq) => ({ path, seq, step_id: id }))
}

/** Moves copies to the trash as the work of a job. */
export async function trashAll(core: Core, copies: readonly CopyKey[], job: RunningJob): Promise<void> {
  job.progress(0, copies.length)
  const leaving = new Set(copies.map(({ path }) => path))
  await eachFile(job, copies, async (copy) => {
    await trashCopy(core, { ...copy, leaving, signal: job.signal })
    job.item({ path: copy.path, outcome: 'moved' })
  })
}

interface LeavingCopy extends CopyKey {
  /** All paths that leave in this step; none of them can be the file to keep. */
  leaving: ReadonlySet<string>
  signal: AbortSignal
}

/** Moves a copy to the trash. @throws RushesError, or an Error with the system's `code`; it is at its path then. */
async function trashCopy(core: Core, copy: LeavingCopy): Promise<void> {
  const { path, signal } = copy
  const last = await findLocation(core.db, path)
  if (!last || last.missing_since !== null) throw new RushesError('NOT_FOUND', `No copy at ${path} is known.`)
  const locations = await listCopyLocations(core, last.file_hash)
  const stats = await statCopy(core, path, last.file_hash)
  const kept = await findKept(core, copy, stats, locations)
  for (const content of await Promise.all([readContent(core, kept.path, signal), readContent(core, path, signal)])) {
    if (content.file_hash === last.file_hash) continue
    await recordContent(core, content)
    throw new RushesError('FILE_CHANGED', `${content.path} has changed, so ${path} was not removed.`)
  }
  await requireOwned(core.layout, join(core.layout.trash, copy.step_id))
  await requireSameStats(path, stats)
  await requireSameStats(kept.path, kept.stats)
  const trashed = await recordTrashed(core, copy, kept.path)
  try {
    await core.sync()
    const { files, layout } = core
    const to = await requireOwned(layout, trashed.trashed_path)
    await moveFile(path, to, { library: layout.folder, files, fileHash: last.file_hash, signal })
  } catch (error) {
    await restoreCopy(core, trashed).catch((again) =>
      core.log.warn('copy not restored', { path, error: String(again) }),
    )
    throw error
  }
}

async function statCopy(core: Core, path: string, fileHash: string): Promise<BigIntStats> {
  const stats = await statLink(path)
  if (!stats) await recordMissing(core, path, fileHash)
  if (!stats) throw new RushesError('FILE_MISSING', `${path} is missing.`)
  if (stats.isSymbolicLink())
    throw new RushesError('CONFLICT', `${path} is a symbolic link and not a copy, so it was not removed.`)
  if (!stats.isFile()) throw new RushesError('FILE_UNREADABLE', `${path} is not a file.`)
  return stats
}

/** Finds the best location that stays. @throws RushesError CONFLICT if there is none. */
async function findKept(
  core: Core,
  { path, leaving }: LeavingCopy,
  copyStats: BigIntStats,
  locations: readonly CopyLocation[],
) {
  let otherName: string | undefined
  for (const other of locations) {
    if (other.path === path || leaving.has(other.path) || other.is_offline) continue
    const stats = await statLink(other.path)
    if (!stats) await recordMissing(core, other.path, undefined)
    if (!stats?.isFile()) continue
    if (fileKey(stats) === fileKey(copyStats)) otherName = other.path
    else return { path: other.path, stats }
  }
  if (otherName !== undefined)
    throw new RushesError(
      'CONFLICT',
      `${path} and ${otherName} are two names of one file. Removing one frees no space.`,
    )
  throw new RushesError('CONFLICT', `${path} is the last file with its content, so it was not removed.`)
}

async function readContent(core: Core, path: string, signal: AbortSignal): Promise<Content> {
  const fingerprint = await core.files.run({ kind: 'fingerprint', path }, { signal })
  return await hashUnchanged(core, { path, ...fingerprint }, { signal })
}

/** Requires a file that is the same as before it was read. @throws RushesError FILE_CHANGED */
async function requireSameStats(path: string, before: BigIntStats): Promise<void> {
  const now = await statLink(path)
  const isSame = now && fileKey(now) === fileKey(before) && now.size === before.size && now.mtimeNs === before.mtimeNs
  if (!isSame) throw new RushesError('FILE_CHANGED', `${path} changed while it was compared, so nothing was removed.`)
}

/**
 * Records the copy as trashed.
 * @throws RushesError CONFLICT if another step removed one of the two, or two videos would play from one file.
 */
async function recordTrashed(
  core: Core,
  { path, seq, step_id }: LeavingCopy,
  keptPath: string,
): Promise<TrashedCopyRow> {
  const folder = join(core.layout.trash, step_id, String(seq))
  const [spellings, keptSpellings] = [spellingsOf(core.layout, path), spellingsOf(core.layout, keptPath)]
  return await core.write(async (transaction) => {
    const { db, touch, now } = transaction
    const [location, kept] = [await findLocation(db, path), await findLocation(db, keptPath)]
    if (location?.missing_since !== null || kept?.missing_since !== null)
      throw new RushesError('CONFLICT', `${path} and ${keptPath} are no longer both present.`)
    const trashed = {
      step_id,
      seq,
      path,
      kept_path: keptPath,
      trashed_at: now,
      trashed_path: join(folder, basename(path)),
      file_hash: location.file_hash,
      size_bytes: location.size_bytes,
      location: keepLocation({ step_id, seq, path }, location),
      played: JSON.stringify(await redirectPlayback(transaction, spellings, keptSpellings)),
    }
    await insertTrashedCopy(db, trashed)
    await markMissing(db, path, now)
    touch('videos', 'images', 'duplicates', 'analyses', 'processing')
    return trashed
  })
}

/** The spellings of a path; the first is the absolute path. */
type Spellings = readonly [string, ...string[]]

/**
 * Makes what plays from a path, in any spelling, play from another one. Returns what it was and how its row spelt the
 * path.
 */
async function redirectPlayback(
  transaction: Transaction,
  spellings: Spellings,
  keptSpellings: Spellings,
): Promise<TrashedPlay[]> {
  const { db } = transaction
  const [[path], [keptPath]] = [spellings, keptSpellings]
  const played: TrashedPlay[] = []
  const keptVideo = await findAtPath(transaction, keptSpellings, findVideoByPath)
  const video = await findAtPath(transaction, spellings, findVideoByPath)
  if (video && keptVideo)
    throw new RushesError(
      'CONFLICT',
      `${path} was not removed: “${video.name}” plays from it, and “${keptVideo.name}” from ${keptPath}.`,
    )
  if (video) {
    played.push({ kind: 'video', id: video.id, path: video.file_path })
    await updateVideo(db, video.id, { file_path: keptPath })
  }
  const image = await findAtPath(transaction, spellings, findStoredImageAt)
  if (image) {
    played.push({ kind: 'image', id: image.id, path: image.file_path })
    await setImagePath(db, image.id, keptPath)
  }
  return played
}

/** Finds the row whose path, in one of the spellings, leads to the first of them. */
async function findAtPath<Row extends { file_path: string }>(
  { db, files }: Transaction,
  spellings: Spellings,
  find: (db: Db, path: string) => Promise<Row | undefined>,
): Promise<Row | undefined> {
  for (const spelling of spellings) {
    const found = await find(db, spelling)
    if (found && files.at(found.file_path).path === spellings[0]) return found
  }
  return undefined
}

async function findStoredImageAt(db: Db, path: string) {
  const image = await findImageAt(db, path)
  return image && { ...image, file_path: image.path }
}
