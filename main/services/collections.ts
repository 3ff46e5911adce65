import { v7 as uuidv7 } from 'uuid'
import { collections as calls } from '../../shared/contract/collections.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import {
  type CollectionRow,
  deleteCollection,
  listCollected,
  listCollections,
  requireCollection,
  setCollected,
  upsertCollection,
} from '../database/collections.ts'
import { implementCalls } from './calls/implement.ts'

const os = implementCalls({ collections: calls })

/** Replaces the videos of a collection by what `toIds` returns for those before. */
async function arrange(core: Core, id: string, toIds: (before: readonly string[]) => readonly string[]) {
  return await core.write(async ({ db, touch }) => {
    await requireCollection(db, id)
    const before = await listCollected(db, id)
    await setCollected(db, id, toIds(before))
    const after = await listCollected(db, id)
    touch('collections')
    return { changed: countChanges(before, after), undo: { id, video_ids: before } }
  })
}

/** Requires the video before which others are put. @throws RushesError NOT_FOUND if the collection lacks it. */
function requireCollected(ids: readonly string[], follower: string | undefined): void {
  if (follower !== undefined && !ids.includes(follower))
    throw new RushesError('NOT_FOUND', `Video not found in the collection: ${follower}.`)
}

/** Counts the videos that were added, taken out, or follow another video than before. */
function countChanges(before: readonly string[], after: readonly string[]): number {
  const places = new Map(before.map((id, index) => [id, before[index - 1]]))
  const kept = new Set(after)
  const placed = after.filter((id, index) => !places.has(id) || places.get(id) !== after[index - 1]).length
  return placed + before.filter((id) => !kept.has(id)).length
}

function inserted(before: readonly string[], ids: readonly string[], follower: string | undefined): string[] {
  const moved = new Set(ids)
  const others = before.filter((id) => !moved.has(id))
  // The first one after it that stays, if the take itself is moved.
  const next = follower === undefined ? undefined : before.slice(before.indexOf(follower)).find((id) => !moved.has(id))
  const at = next === undefined ? others.length : others.indexOf(next)
  return others.toSpliced(at, 0, ...moved)
}

async function save(core: Core, row: Omit<CollectionRow, 'created_at'> & { created_at?: string }, ids: string[]) {
  return await core.write(async ({ db, touch, now }) => {
    const collection = { ...row, created_at: row.created_at ?? now }
    await upsertCollection(db, collection)
    await setCollected(db, row.id, ids)
    touch('collections')
    return collection
  })
}

export const collections = {
  list: os.collections.list.handler(({ context: { core } }) => listCollections(core.db)),
  save: os.collections.save.handler(({ input, context: { core } }) => {
    const { id = uuidv7(), name, note = '', cover_id = null, created_at, video_ids } = input
    return save(core, { id, name, note, cover_id, ...(created_at !== undefined && { created_at }) }, video_ids)
  }),
  change: os.collections.change.handler(({ input: { id, name, note, cover_id }, context: { core } }) =>
    core.write(async ({ db, touch }) => {
      const before = await requireCollection(db, id)
      const cover = cover_id === undefined ? before.cover_id : cover_id
      const row = { ...before, name: name ?? before.name, note: note ?? before.note, cover_id: cover }
      await upsertCollection(db, row)
      touch('collections')
      return row
    }),
  ),
  remove: os.collections.remove.handler(({ input: { id }, context: { core } }) =>
    core.write(async ({ db, touch }) => {
      const row = await requireCollection(db, id)
      const video_ids = await listCollected(db, id)
      await deleteCollection(db, id)
      touch('collections')
      return { ...row, video_ids }
    }),
  ),
  videos: os.collections.videos.handler(async ({ input: { id }, context: { core } }) => {
    await requireCollection(core.db, id)
    return await listCollected(core.db, id)
  }),
  add: os.collections.add.handler(({ input: { id, video_ids, before }, context: { core } }) =>
    arrange(core, id, (ids) => {
      requireCollected(ids, before)
      return inserted(ids, video_ids, before)
    }),
  ),
  take_out: os.collections.take_out.handler(({ input: { id, video_ids }, context: { core } }) => {
    const out = new Set(video_ids)
    return arrange(core, id, (ids) => ids.filter((one) => !out.has(one)))
  }),
  arrange: os.collections.arrange.handler(({ input: { id, video_ids }, context: { core } }) =>
    arrange(core, id, () => video_ids),
  ),
}
