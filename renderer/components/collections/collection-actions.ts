import type { Collection } from '../../../shared/contract/collections.ts'
import { quoted } from '../../../shared/query/print-query.ts'
import { partsOfQuery } from '../../../shared/query/query-subjects.ts'
import { formatCount } from '../../../shared/units.ts'
import { api, client, queryClient } from '../../client.ts'
import { editName } from '../../state/renaming.ts'
import { setView } from '../../state/view.ts'
import { inChunks } from '../in-chunks.ts'
import { showError } from '../notice.tsx'
import { offerUndo } from '../offer-undo.ts'
import { texts } from './texts.ts'

const idsPerCall = 10_000

/** Returns the query of the takes of a collection. */
export function queryOfCollection({ name }: Pick<Collection, 'name'>): string {
  return `collection:${quoted(name)}`
}

/** Returns the collection that is all that a query asks for. */
export function collectionOfQuery<C extends Pick<Collection, 'name'>>(query: string, all: readonly C[]): C | undefined {
  const [part, ...others] = partsOfQuery(query)
  if (others.length > 0 || part?.is !== 'text' || part.field !== 'collection' || !part.isExact) return undefined
  return all.find(({ name }) => name.toLowerCase() === part.value.toLowerCase())
}

/** Creates a collection with these takes, and lets the person name it in the sidebar. */
export async function createCollection(ids: readonly string[] = []): Promise<void> {
  try {
    const taken = new Set((await client.collections.list()).map(({ name }) => name.toLowerCase()))
    const names = Array.from(
      { length: taken.size + 1 },
      (_, index) => texts.newCollection + (index ? ` ${index + 1}` : ''),
    )
    const name = names.find((one) => !taken.has(one.toLowerCase())) ?? texts.newCollection
    const { id } = await client.collections.save({ name, video_ids: [...ids] })
    // So that the field for its name appears at once.
    await queryClient.invalidateQueries({ queryKey: api.collections.key() })
    setView({ sidebarOpen: true })
    editName(id)
    offerUndo(texts.collectionCreated, () => client.collections.remove({ id }), 'collections')
  } catch (error) {
    showError(error)
  }
}

/** Changes the name, note or cover of a collection, with Undo. */
export async function changeCollection(
  { id, name, note, cover_id }: Pick<Collection, 'id' | 'name' | 'note' | 'cover_id'>,
  change: Partial<Pick<Collection, 'name' | 'note' | 'cover_id'>>,
): Promise<void> {
  const changed = await client.collections.change({ id, ...change }).catch(showError)
  if (changed)
    offerUndo(texts.saved(changed.name), () => client.collections.change({ id, name, note, cover_id }), 'collections')
}

/** Removes a collection, with Undo; its takes stay. */
export async function removeCollection({ id, name }: Pick<Collection, 'id' | 'name'>): Promise<void> {
  const removed = await client.collections.remove({ id }).catch(showError)
  if (removed) offerUndo(texts.removed(name), () => client.collections.save(removed))
}

/** Adds takes to a collection, or moves those that it has: before another one, else to the end. */
export async function addToCollection(
  { id, name }: Pick<Collection, 'id' | 'name'>,
  ids: readonly string[],
  before?: string,
): Promise<void> {
  let first: Awaited<ReturnType<typeof client.collections.add>>['undo'] | undefined
  let changed = 0
  try {
    for (const some of inChunks(ids, idsPerCall)) {
      const done = await client.collections.add({ id, video_ids: some, ...(before !== undefined && { before }) })
      first ??= done.undo
      changed += done.changed
    }
  } catch (error) {
    showError(error)
  }
  if (!first || changed === 0) return
  const undo = first
  const known = new Set(undo.video_ids)
  const added = ids.filter((one) => !known.has(one)).length
  const words = added > 0 ? texts.addedTo(formatCount(added, 'take'), name) : texts.movedIn(name)
  offerUndo(words, () => client.collections.arrange(undo), `collection-${id}`)
}

/** Takes takes out of a collection, with Undo; they stay in the library. */
export async function takeOut({ id, name }: Pick<Collection, 'id' | 'name'>, ids: readonly string[]): Promise<void> {
  try {
    const before = await client.collections.videos({ id })
    for (const some of inChunks(ids, idsPerCall)) await client.collections.take_out({ id, video_ids: some })
    offerUndo(texts.tookOutOf(formatCount(ids.length, 'take'), name), () =>
      client.collections.arrange({ id, video_ids: before }),
    )
  } catch (error) {
    showError(error)
  }
}

/** Moves takes by one place earlier (-1) or later (1) in a collection. */
export async function moveInCollection(
  collection: Pick<Collection, 'id' | 'name'>,
  ids: readonly string[],
  by: -1 | 1,
): Promise<void> {
  const order = await client.collections.videos({ id: collection.id }).catch(showError)
  if (!order) return
  const moving = new Set(ids)
  const places = order.flatMap((id, index) => (moving.has(id) ? [index] : []))
  const [first, last] = [places[0], places.at(-1)]
  if (first === undefined || last === undefined) return
  const target = by < 0 ? order[first - 1] : order[last + 2]
  if (by < 0 ? first === 0 : last === order.length - 1) return
  await addToCollection(
    collection,
    order.filter((id) => moving.has(id)),
    target,
  )
}
