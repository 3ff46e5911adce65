import type { TagChange } from '../../shared/contract/tags.ts'
import type { Core } from '../core.ts'
import type { Db } from '../database/connection.ts'
import { addTag, countTags, listTags, removeTag } from '../database/tags.ts'
import { listIdsAmong } from '../database/videos.ts'
import { os } from './implement.ts'

/** Tags videos, in order and in one transaction; ids that are not there are passed over. `undo` takes all of it back. */
async function change(core: Core, changes: readonly TagChange[]) {
  return await core.write(async (db, touch) => {
    const found = new Set<string>()
    const undo: TagChange[] = []
    for (const one of changes) {
      for (const id of await listIdsAmong(db, one.ids)) found.add(id)
      undo.push(...(await changeTags(db, one)))
    }
    const changed = new Set(undo.flatMap(({ ids }) => ids)).size
    if (changed > 0) touch('videos')
    // The other way round: what was put on and taken off is what it was at first.
    return { found: found.size, changed, undo: { changes: undo.toReversed() } }
  })
}

/** Answers with what takes it back. */
async function changeTags(db: Db, { ids, add, remove }: TagChange): Promise<TagChange[]> {
  const undo = new Map<string, TagChange>()
  /** Tags of the same videos go into one change. */
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

export const tags = {
  list: os.tags.list.handler(async ({ input: { search, ...stretch }, context: { core } }) => ({
    items: await listTags(core.db, search, stretch),
    total: await countTags(core.db, search),
  })),
  change: os.tags.change.handler(({ input, context: { core } }) => change(core, input.changes)),
}
