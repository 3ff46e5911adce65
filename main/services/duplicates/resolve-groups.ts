import { v7 as uuidv7 } from 'uuid'
import { type DecidedGroup, type Resolution, videosPerStep } from '../../../shared/contract/duplicates.ts'
import { describeFileError, RushesError } from '../../../shared/errors.ts'
import { requireContent } from '../../contents/open-content.ts'
import type { Core } from '../../core.ts'
import type { Db, WritableDb } from '../../database/connection/connection.ts'
import type { Transaction } from '../../database/connection/write.ts'
import { listLocations, upsertLocation } from '../../database/contents/locations.ts'
import { deleteDecision, listDecisionsBetween, upsertDecision } from '../../database/duplicates/decisions.ts'
import {
  deleteResolution,
  findResolution,
  insertResolution,
  type KeptResolution,
} from '../../database/duplicates/resolutions.ts'
import { currentStep, withUndoOf } from '../../database/journal/current-step.ts'
import { findEntryOfStep } from '../../database/journal/entries.ts'
import { copyRelatedRows, deleteCopiedRows } from '../../database/removal/related-rows.ts'
import type { RemovedVideo } from '../../database/removal/removed-videos.ts'
import { knownRating, restoreRating, setRating } from '../../database/videos/ratings.ts'
import { findVideo, requireVideo, updateVideo } from '../../database/videos.ts'
import { findOwned } from '../../storage/inside-library.ts'
import { removableVideos } from '../removal/removable.ts'
import { removeAll, restoreAll } from '../removal/remove.ts'
import { decidePairs, type Group } from './decide-pairs.ts'

/**
 * Resolves groups in one step: removes the videos that go to the trash, and merges what is known of them into the kept
 * video: rows of other tables as far as their keys allow, tags, the best rating, and locations. The decision about each
 * pair is saved.
 * @throws RushesError NOT_FOUND, BAD_INPUT, FILE_MISSING or FILE_CHANGED if the file to keep is
 * missing or was overwritten; nothing is changed then.
 */
export async function resolveGroups(core: Core, decided: readonly DecidedGroup[]): Promise<Resolution> {
  requireConsistent(decided)
  await requireKeptFiles(core, decided)
  const trashed = decided.flatMap(({ takes }) =>
    takes.filter(({ decision }) => decision === 'trash').map(({ id }) => id),
  )
  const resolution: KeptResolution = {
    id: await newId(core.db),
    removed: [],
    merged: { rows: [], sources: [], ratings: [] },
    decisions: [],
  }
  const groups = await Promise.all(decided.map((group) => readGroup(core.db, group)))
  const owned = await listOwnedPaths(core, groups)
  await removeAll(core, removableVideos, trashed, async ({ db, touch, now }, removedVideos) => {
    const removed = new Map(removedVideos.map((one) => [one.video.id, one]))
    for (const group of groups) {
      // Within the transaction, because it may have been removed meanwhile.
      await requireVideo(db, group.kept.id)
      resolution.decisions.push(...(await decidePairs(db, group, now)))
      await merge(db, group, removed, resolution, owned)
    }
    resolution.removed = [...removed.keys()]
    await insertResolution(db, resolution, now)
    touch('duplicates', 'videos', 'workflows')
  })
  return { id: resolution.id, removed: resolution.removed, decided: resolution.decisions.length }
}

/** Returns the id of the current step, by which its entry in the history is found, unless another call has used it. */
async function newId(db: Db): Promise<string> {
  const step = currentStep()?.id
  return step === undefined || (await findResolution(db, step)) ? uuidv7() : step
}

/** Requires groups that do not contradict each other. @throws RushesError BAD_INPUT */
function requireConsistent(groups: readonly DecidedGroup[]): void {
  const count = groups.reduce((sum, { takes }) => sum + takes.length, 0)
  if (count > videosPerStep) throw new RushesError('BAD_INPUT', `Decide at most ${videosPerStep} takes in one step.`)
  const trashed = new Set<string>()
  for (const { kept_id, takes } of groups) {
    const ids = takes.map(({ id }) => id)
    if (ids.includes(kept_id))
      throw new RushesError('BAD_INPUT', `${kept_id} is both the kept take and a decided one in a group.`)
    if (new Set(ids).size < ids.length)
      throw new RushesError('BAD_INPUT', 'A take can be decided only once in a group.')
    for (const { id, decision } of takes) if (decision === 'trash') trashed.add(id)
  }
  const contradicted = groups.find(({ kept_id }) => trashed.has(kept_id))
  if (contradicted)
    throw new RushesError('BAD_INPUT', `${contradicted.kept_id} is kept in one group and goes to the trash in another.`)
}

/**
 * Requires a file with the content to keep in each group from which others go to the trash.
 * @throws RushesError FILE_MISSING, FILE_CHANGED
 */
async function requireKeptFiles(core: Core, groups: readonly DecidedGroup[]): Promise<void> {
  for (const { kept_id, takes } of groups) {
    if (takes.every(({ decision }) => decision !== 'trash')) continue
    const video = await requireVideo(core.db, kept_id)
    await requireContent(core, video).catch((error: unknown) => {
      const { code, message } = describeFileError(error, video.file_path)
      throw new RushesError(code, `“${video.name}” can’t be kept: ${message}`, { cause: error })
    })
  }
}

async function readGroup(db: Db, { kept_id, takes }: DecidedGroup): Promise<Group> {
  const kept = await requireVideo(db, kept_id)
  const decided = await Promise.all(
    takes.map(async ({ id, decision }) => ({ video: await requireVideo(db, id), decision })),
  )
  return { kept, decided }
}

/** Lists the locations of the videos that go to the trash whose files the library owns. */
async function listOwnedPaths({ db, layout }: Core, groups: readonly Group[]): Promise<Set<string>> {
  const trashed = groups.flatMap(({ decided }) => decided.filter(({ decision }) => decision === 'trash'))
  const locations = await Promise.all(trashed.map(({ video }) => listLocations(db, video.file_hash)))
  const owned = new Set<string>()
  for (const { path } of locations.flat()) if (await findOwned(layout, path, 'media')) owned.add(path)
  return owned
}

async function merge(
  db: WritableDb,
  { kept, decided }: Group,
  removedVideos: ReadonlyMap<string, RemovedVideo>,
  { merged }: KeptResolution,
  owned: ReadonlySet<string>,
): Promise<void> {
  for (const { video } of decided) {
    const removed = removedVideos.get(video.id)
    if (!removed) continue
    const rows = await copyRelatedRows(db, removed.related, kept.id)
    merged.rows.push(...rows)
    if (kept.source_type === 'uploaded' && rows.some(({ table }) => table === 'video_generation')) {
      merged.sources.push({ id: kept.id, source_type: kept.source_type })
      await updateVideo(db, kept.id, { source_type: 'generated' })
    }
    await raiseRating(db, kept.id, removed.video.rating, merged)
    // Files that the library owns go to its trash; files elsewhere stay, and so do their locations.
    for (const location of removed.locations) {
      if (!owned.has(location.path)) await upsertLocation(db, location)
    }
  }
}

/** Gives the kept video the rating of a removed one if that is better. */
async function raiseRating(
  db: WritableDb,
  id: string,
  value: unknown,
  merged: KeptResolution['merged'],
): Promise<void> {
  // Read again, because the video may be kept in several groups of this step.
  const { rating: before } = await requireVideo(db, id)
  const after = knownRating(value)
  if (after === null || after <= (before ?? 0)) return
  merged.ratings.push({ id, before, after })
  await setRating(db, [id], after)
}

/**
 * Undoes all that one step of decisions did. Returns the ids of the restored videos.
 * @throws RushesError NOT_FOUND; CONFLICT if the history has undone it, or the content of a removed video has been
 * imported again; nothing is changed then.
 */
export async function undoResolution(core: Core, id: string): Promise<{ restored: string[] }> {
  const { removed } = await requireResolution(core.db, id)
  const entry = await findEntryOfStep(core.db, id)
  if (entry && entry.undone_by !== null) throw new RushesError('CONFLICT', 'It has been undone already.')
  const restore = () => restoreAll(core, removableVideos, removed, (transaction) => takeBack(transaction, id))
  return await withUndoOf(entry?.id, restore)
}

async function takeBack({ db, touch }: Transaction, id: string): Promise<void> {
  const { merged, decisions } = await requireResolution(db, id)
  await deleteCopiedRows(db, merged.rows)
  for (const source of merged.sources) {
    const video = await findVideo(db, source.id)
    if (video?.source_type === 'generated') await updateVideo(db, source.id, { source_type: source.source_type })
  }
  for (const { id, before, after } of merged.ratings.toReversed()) await restoreRating(db, id, before, after)
  for (const { pair, before } of decisions.toReversed()) {
    if (before) await upsertDecision(db, before)
    else await deleteDecision(db, pair)
  }
  await deleteResolution(db, id)
  touch('duplicates', 'videos', 'workflows')
}

/**
 * Clears the decision about two contents, given by their hashes or prefixes of those. It is a step of decisions, which
 * can be undone.
 * @throws RushesError NOT_FOUND; CONFLICT if several decisions match.
 */
export async function clearDecision(
  core: Core,
  { first_hash, second_hash }: { first_hash: string; second_hash: string },
): Promise<Resolution> {
  const id = await newId(core.db)
  await core.write(async ({ db, touch, now }) => {
    const [before, other] = await listDecisionsBetween(db, first_hash, second_hash)
    if (!before) throw new RushesError('NOT_FOUND', `Decision not found: ${first_hash} and ${second_hash}.`)
    if (other)
      throw new RushesError('CONFLICT', `Several decisions match ${first_hash} and ${second_hash}. Give more digits.`)
    await deleteDecision(db, before)
    const decisions = [{ pair: before, before }]
    await insertResolution(db, { id, removed: [], merged: { rows: [], sources: [], ratings: [] }, decisions }, now)
    touch('duplicates')
  })
  return { id, removed: [], decided: 1 }
}

async function requireResolution(db: Db, id: string): Promise<KeptResolution> {
  const resolution = await findResolution(db, id)
  if (!resolution) throw new RushesError('NOT_FOUND', `Decisions to undo not found: ${id}.`)
  return resolution
}
