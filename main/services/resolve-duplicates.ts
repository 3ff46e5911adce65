import { sep } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { type DecidedGroup, type Resolution, takesPerStep } from '../../shared/contract/duplicates.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import type { Db } from '../database/connection.ts'
import { deleteDecision, listDecisionsBetween, putDecision } from '../database/duplicate-decisions.ts'
import {
  deleteResolution,
  findResolution,
  insertResolution,
  type KeptResolution,
} from '../database/duplicate-resolutions.ts'
import { putLocation } from '../database/locations.ts'
import { knownRating, putRating, takeBackRating } from '../database/ratings.ts'
import { passOnRelatedRows, takeBackRows } from '../database/related-rows.ts'
import type { RemovedVideo } from '../database/removed-videos.ts'
import { toTimestamp } from '../database/timestamp.ts'
import { findVideo, type ListedVideo, requireVideo, updateVideo } from '../database/videos.ts'
import { recordGone } from '../ingest/record.ts'
import { absolutePath } from '../storage/layout.ts'
import { isFile } from '../storage/presence.ts'
import { decidePairs } from './decide-pairs.ts'
import { removeVideos, restoreVideos } from './removal.ts'

/** A group with its takes as they are in the library. */
export interface Group {
  kept: ListedVideo
  takes: { video: ListedVideo; decision: DecidedGroup['takes'][number]['decision'] }[]
}

/**
 * Decides groups in one step: takes go to the trash as `removeVideos` does, what named them names the one that is kept as far as
 * the tables let it, their tags are its tags, the best rating is its rating, where their files were seen stays known, and what was decided of each pair is kept for good.
 * @throws RushesError NOT_FOUND, BAD_INPUT, FILE_MISSING where the one to keep is not there; nothing is changed then.
 */
export async function resolveGroups(core: Core, asked: readonly DecidedGroup[]): Promise<Resolution> {
  requireClear(asked)
  await requireKeptFiles(core, asked)
  const trashed = asked.flatMap(({ takes }) => takes.filter(({ decision }) => decision === 'trash').map(({ id }) => id))
  const kept: KeptResolution = {
    id: uuidv7(),
    removed: [],
    merged: { rows: [], sources: [], ratings: [] },
    decisions: [],
  }
  const groups = await Promise.all(asked.map((group) => readGroup(core.db, group)))
  const now = toTimestamp(core.clock())
  await removeVideos(core, trashed, async (db, touch, taken) => {
    const gone = new Map(taken.map((removed) => [removed.video.id, removed]))
    for (const group of groups) {
      // Within the transaction: it may have gone meanwhile.
      await requireVideo(db, group.kept.id)
      kept.decisions.push(...(await decidePairs(db, group, now)))
      await merge(core, db, group, gone, kept)
    }
    kept.removed = [...gone.keys()]
    await insertResolution(db, kept, now)
    touch('duplicates', 'videos', 'workflows')
  })
  return { id: kept.id, removed: kept.removed, decided: kept.decisions.length }
}

function requireClear(groups: readonly DecidedGroup[]): void {
  const count = groups.reduce((sum, { takes }) => sum + takes.length, 0)
  if (count > takesPerStep) throw new RushesError('BAD_INPUT', `At most ${takesPerStep} takes are decided in one step.`)
  const trashed = new Set<string>()
  for (const { kept_id, takes } of groups) {
    const ids = takes.map(({ id }) => id)
    if (ids.includes(kept_id)) throw new RushesError('BAD_INPUT', `${kept_id} cannot be kept and decided in one group.`)
    if (new Set(ids).size < ids.length) throw new RushesError('BAD_INPUT', 'A take can be decided once in a group.')
    for (const { id, decision } of takes) if (decision === 'trash') trashed.add(id)
  }
  const torn = groups.find(({ kept_id }) => trashed.has(kept_id))
  if (torn)
    throw new RushesError('BAD_INPUT', `${torn.kept_id} cannot be kept in one group and go to the trash in another.`)
}

/** The copy that is there never goes to the trash in favour of one that is not. */
async function requireKeptFiles(core: Core, groups: readonly DecidedGroup[]): Promise<void> {
  for (const { kept_id, takes } of groups) {
    if (takes.every(({ decision }) => decision !== 'trash')) continue
    const { name, file_path, file_hash } = await requireVideo(core.db, kept_id)
    const path = absolutePath(core.layout, file_path)
    if (await isFile(path)) continue
    await recordGone(core, path, file_hash)
    throw new RushesError('FILE_MISSING', `${name} is to be kept, but ${path} is not there at the moment.`)
  }
}

async function readGroup(db: Db, { kept_id, takes }: DecidedGroup): Promise<Group> {
  const kept = await requireVideo(db, kept_id)
  const videos = await Promise.all(
    takes.map(async ({ id, decision }) => ({ video: await requireVideo(db, id), decision })),
  )
  return { kept, takes: videos }
}

async function merge(
  core: Core,
  db: Db,
  { kept, takes }: Group,
  gone: ReadonlyMap<string, RemovedVideo>,
  { merged }: KeptResolution,
): Promise<void> {
  for (const { video } of takes) {
    const removed = gone.get(video.id)
    if (!removed) continue
    const rows = await passOnRelatedRows(db, removed.related, kept.id)
    merged.rows.push(...rows)
    if (kept.source_type === 'uploaded' && rows.some(({ table }) => table === 'video_generation')) {
      merged.sources.push({ id: kept.id, source_type: kept.source_type })
      await updateVideo(db, kept.id, { source_type: 'generated' })
    }
    await raiseRating(db, kept.id, removed.video.rating, merged)
    // Files that the library owns go to its trash; what lies elsewhere stays there, and stays known.
    const elsewhere = removed.locations.filter(({ path }) => !path.startsWith(core.layout.videos + sep))
    for (const location of elsewhere) await putLocation(db, location)
  }
}

/** Gives the kept one the rating of one that goes, where that is a better one. */
async function raiseRating(db: Db, id: string, value: unknown, merged: KeptResolution['merged']): Promise<void> {
  // As it is now: it may have been kept in another group of the same step.
  const { rating: before } = await requireVideo(db, id)
  const after = knownRating(value)
  if (after === null || after <= (before ?? 0)) return
  merged.ratings.push({ id, before, after })
  await putRating(db, [id], after)
}

/**
 * Takes back one step of decisions: all that it did.
 * @throws RushesError NOT_FOUND, CONFLICT where a take that went came into the library again meanwhile; nothing is changed then.
 */
export async function undoResolution(core: Core, id: string): Promise<{ restored: string[] }> {
  const done = await requireResolution(core.db, id)
  return await restoreVideos(core, done.removed, async (db, touch) => {
    const { merged, decisions } = await requireResolution(db, id)
    await takeBackRows(db, merged.rows)
    for (const source of merged.sources) {
      const video = await findVideo(db, source.id)
      if (video?.source_type === 'generated') await updateVideo(db, source.id, { source_type: source.source_type })
    }
    for (const { id, before, after } of merged.ratings.toReversed()) await takeBackRating(db, id, before, after)
    for (const { pair, before } of decisions.toReversed()) {
      if (before) await putDecision(db, before)
      else await deleteDecision(db, pair)
    }
    await deleteResolution(db, id)
    touch('duplicates', 'videos', 'workflows')
  })
}

/**
 * Forgets what was decided of two contents, named by their hashes or the beginnings of those: a step of decisions, which one undo takes back.
 * @throws RushesError NOT_FOUND, CONFLICT where more than one decision is meant.
 */
export async function forgetDecision(
  core: Core,
  { first_hash, second_hash }: { first_hash: string; second_hash: string },
): Promise<Resolution> {
  const id = uuidv7()
  await core.write(async (db, touch) => {
    const [before, other] = await listDecisionsBetween(db, first_hash, second_hash)
    if (!before) throw new RushesError('NOT_FOUND', `Nothing is decided of ${first_hash} and ${second_hash}.`)
    if (other)
      throw new RushesError(
        'CONFLICT',
        `More than one decision is of ${first_hash} and ${second_hash}; give more digits.`,
      )
    await deleteDecision(db, before)
    const decisions = [{ pair: before, before }]
    await insertResolution(
      db,
      { id, removed: [], merged: { rows: [], sources: [], ratings: [] }, decisions },
      toTimestamp(core.clock()),
    )
    touch('duplicates')
  })
  return { id, removed: [], decided: 1 }
}

async function requireResolution(db: Db, id: string): Promise<KeptResolution> {
  const resolution = await findResolution(db, id)
  if (!resolution) throw new RushesError('NOT_FOUND', `There is no step of decisions ${id} to take back.`)
  return resolution
}
