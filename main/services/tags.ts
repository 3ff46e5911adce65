import { tags as calls, type TagChange } from '../../shared/contract/tags.ts'
import { RushesError } from '../../shared/errors.ts'
import { tagKey } from '../../shared/tags.ts'
import type { Core } from '../core.ts'
import type { Db } from '../database/connection/connection.ts'
import { addTag, countTags, listTagged, listTags, removeTag } from '../database/tags.ts'
import { listIdsAmong } from '../database/videos.ts'
import { implementCalls } from './calls/implement.ts'

const os = implementCalls({ tags: calls })

/** Tags videos, in order and in one transaction; ids of unknown videos are ignored. `undo` reverses all of it. */
async function change(core: Core, changes: readonly TagChange[]) {
  return await core.write(async ({ db, touch }) => {
    const found = new Set<string>()
    const undo: TagChange[] = []
    for (const one of changes) {
      for (const id of await listIdsAmong(db, one.ids)) found.add(id)
      undo.push(...(await changeTags(db, one)))
    }
    const changed = new Set(undo.flatMap(({ ids }) => ids)).size
    if (changed > 0) touch('videos')
    // In reverse, so that a tag that was added and removed ends as it began.
    return { found: found.size, changed, undo: { changes: undo.toReversed() } }
  })
}

/** Makes one change and returns the changes that undo it. */
async function changeTags(db: Db, { ids, add, remove }: TagChange): Promise<TagChange[]> {
  const undo = new Map<string, TagChange>()
  /** Adds to the undo; tags of the same videos share one change. */
  const note = (side: 'add' | 'remove', tag: string, of: string[]) => {
    const key = JSON.stringify([side, of])
    const same = undo.get(key)
    if (same) same[side].push(tag)
    else if (of.length > 0) undo.set(key, { ids: of, add: [], remove: [], [side]: [tag] })
  }
  for (const tag of add) note('remove', tag, await addTag(db, ids, tag))
  for (const tag of remove) {
    const removed = await removeTag(db, ids, tag)
    note('add', removed.tag, removed.ids)
  }
  return [...undo.values()]
}

/** Ids in one change of the contract. */
const idsPerChange = 10_000

/** Puts another tag in place of one, on all videos. */
async function rename(core: Core, tag: string, to: string) {
  const changes: TagChange[] = []
  const ids = await listTagged(core.db, tag)
  if (ids.length === 0) throw new RushesError('NOT_FOUND', `No video has the tag “${tag}”.`)
  const isSame = tagKey(tag) === tagKey(to)
  for (let first = 0; first < ids.length; first += idsPerChange) {
    const some = ids.slice(first, first + idsPerChange)
    changes.push({ ids: some, add: isSame ? [] : [to], remove: [tag] })
  }
  // Removed everywhere first, so that the new spelling is that of all.
  if (isSame) changes.push(...changes.map(({ ids: some }) => ({ ids: some, add: [to], remove: [] })))
  const { changed, undo } = await change(core, changes)
  return { changed, undo }
}

export const tags = {
  list: os.tags.list.handler(async ({ input: { search, ...page }, context: { core } }) => ({
    items: await listTags(core.db, search, page),
    total: await countTags(core.db, search),
  })),
  rename: os.tags.rename.handler(({ input: { tag, to }, context: { core } }) => rename(core, tag, to)),
  change: os.tags.change.handler(({ input, context: { core } }) => change(core, input.changes)),
}
