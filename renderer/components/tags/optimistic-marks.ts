import type { TaggedKind } from '../../../shared/contract/tags.ts'
import { api, queryClient } from '../../client.ts'

/** The part of a take or an image that is changed before the library has answered. */
interface Marked {
  id: string
  rating: number | null
  tags: string[]
}
interface MarkedList {
  items: Marked[]
  total: number | null
}

const nounOf = { video: api.videos, image: api.images } as const

/**
 * Changes takes or images on screen before the library has answered. Fetches under way would restore the old state, so
 * they are cancelled; the event of the change refetches them. Returns a function that takes the change of some of them
 * back, if it could not be saved.
 */
export async function showOptimistically(
  kind: TaggedKind,
  ids: readonly string[],
  change: (marked: Marked) => Partial<Marked>,
): Promise<(ids: readonly string[]) => void> {
  await Promise.all(
    [nounOf[kind].list.key(), nounOf[kind].get.key()].map((queryKey) =>
      queryClient.cancelQueries({ queryKey, predicate: ({ state }) => state.data !== undefined }),
    ),
  )
  const before = new Map<string, Marked>()
  show(kind, ids, (marked) => {
    // A list is visited first. What was fetched of a single one meanwhile may be older.
    if (!before.has(marked.id)) before.set(marked.id, marked)
    return change(marked)
  })
  return (unsaved) =>
    show(kind, unsaved, (marked) => {
      const { rating, tags } = before.get(marked.id) ?? marked
      return { rating, tags }
    })
}

function show(kind: TaggedKind, ids: readonly string[], change: (marked: Marked) => Partial<Marked>): void {
  const wanted = new Set(ids)
  const changed = (marked: Marked): Marked => (wanted.has(marked.id) ? { ...marked, ...change(marked) } : marked)
  queryClient.setQueriesData<MarkedList>({ queryKey: nounOf[kind].list.key() }, (list) =>
    list?.items.some(({ id }) => wanted.has(id)) ? { ...list, items: list.items.map(changed) } : list,
  )
  queryClient.setQueriesData<Marked>({ queryKey: nounOf[kind].get.key() }, (marked) => marked && changed(marked))
}

/** Refetches takes or images after an optimistic change that failed or changed nothing. */
export function refetchMarked(kind: TaggedKind): void {
  void queryClient.invalidateQueries({ queryKey: nounOf[kind].key() })
}

/** Returns the noun for formatCount. */
export function nounFor(kind: TaggedKind): 'take' | 'image' {
  return kind === 'video' ? 'take' : 'image'
}
