import { tags as calls, type TagChange, type TaggedKind } from '../../shared/contract/tags.ts'
import { RushesError } from '../../shared/errors.ts'
import { tagKey } from '../../shared/tags.ts'
import type { Core } from '../core.ts'
import type { Db } from '../database/connection/connection.ts'
import { listImageIdsAmong } from '../database/images/image-marks.ts'
import { addTag, countTags, hasTag, listTagged, listTags, removeTag } from '../database/tags.ts'
import { listIdsAmong } from '../database/videos.ts'
import { implementCalls } from './calls/implement.ts'

const os = implementCalls({ tags: calls })

/** Tags videos and images, in order and in one transaction; unknown ids are ignored. `undo` reverses all of it. */
async function change(core: Core, changes: readonly TagChange[]) {
  return await core.write(async ({ db, touch }) => {
    const found = new Set<string>()
    const undo: TagChange[] = []
    for (const one of changes) {
      const known = await (isOfImages(one) ? listImageIdsAmong : listIdsAmong)(db, one.ids)
      for (const id of known) found.add(`${one.of} ${id}`)
      undo.push(...(await changeTags(db, one)))
    }
    const changed = new Set(undo.flatMap(({ of, ids }) => ids.map((id) => `${of} ${id}`))).size
    if (undo.some((one) => !isOfImages(one))) touch('videos')
    if (undo.some(isOfImages)) touch('images')
    // In reverse, so that a tag that was added and removed ends as it began.
    return { found: found.size, changed, undo: { changes: undo.toReversed() } }
  })
}

function isOfImages({ of }: TagChange): boolean {
  return of === 'image'
}

/** Makes one change and returns the changes that undo it. */
async function changeTags(db: Db, { of, ids, add, remove }: TagChange): Promise<TagChange[]> {
  const kind = of ?? 'video'
  const undo = new Map<string, TagChange>()
  /** Adds to the undo; tags of the same videos or images share one change. */
  const note = (side: 'add' | 'remove', tag: string, tagged: string[]) => {
    const key = JSON.stringify([side, tagged])
    const same = undo.get(key)
    if (same) same[side].push(tag)
    else if (tagged.length > 0) undo.set(key, { ...(of && { of }), ids: tagged, add: [], remove: [], [side]: [tag] })
  }
  for (const tag of add) note('remove', tag, await addTag(db, kind, ids, tag))
  for (const tag of remove) {
    const removed = await removeTag(db, kind, ids, tag)
    note('add', removed.tag, removed.ids)
  }
  return [...undo.values()]
}

/** Ids in one change of the contract. */
const idsPerChange = 10_000

/** Puts another tag in place of one, on all videos and images. */
async function rename(core: Core, tag: string, to: string) {
  const isSame = tagKey(tag) === tagKey(to)
  const changes: TagChange[] = []
  for (const kind of ['video', 'image'] as const) changes.push(...(await renameOf(core, kind, tag, isSame ? [] : [to])))
  if (changes.length === 0) throw new RushesError('NOT_FOUND', `No take or image has the tag “${tag}”.`)
  // Removed everywhere first, so that the new spelling is that of all.
  if (isSame) changes.push(...changes.map((one) => ({ ...one, add: [to], remove: [] })))
  const merged = !isSame && (await hasTag(core.db, to))
  const { changed, undo } = await change(core, changes)
  return { changed, merged, undo }
}

async function renameOf(core: Core, of: TaggedKind, tag: string, add: string[]): Promise<TagChange[]> {
  const ids = await listTagged(core.db, of, tag)
  const kind = of === 'video' ? {} : { of }
  return Array.from({ length: Math.ceil(ids.length / idsPerChange) }, (_, part) => {
    const some = ids.slice(part * idsPerChange, (part + 1) * idsPerChange)
    return { ...kind, ids: some, add, remove: [tag] }
  })
}

export const tags = {
  list: os.tags.list.handler(async ({ input: { of, search, ...page }, context: { core } }) => ({
    items: await listTags(core.db, of, search, page),
    total: await countTags(core.db, of, search),
  })),
  rename: os.tags.rename.handler(({ input: { tag, to }, context: { core } }) => rename(core, tag, to)),
  change: os.tags.change.handler(({ input, context: { core } }) => change(core, input.changes)),
}
