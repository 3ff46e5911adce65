import { useOpenCollection } from '../components/collections/use-collections.ts'
import { showError } from '../components/notice.tsx'
import { useOpenTake } from '../components/takes/open-take.ts'
import { selectIds, selectOnly, setFocus, toggleSelected, useSelection } from '../state/selection.ts'
import type { TakeActions } from './take-actions.ts'
import type { Grouping } from './use-grouping.ts'
import { readIds, type Takes } from './use-takes.ts'

async function idAt(takes: Takes, rank: number): Promise<string | undefined> {
  return takes.at(rank)?.id ?? (await readIds(takes.filter, rank, rank + 1))[0]
}

/** Returns the ids from one rank to another; requests them only if some are not loaded. */
async function idsBetween(takes: Takes, one: number, other: number): Promise<string[]> {
  const first = Math.min(one, other)
  const end = Math.max(one, other) + 1
  const known = []
  for (let rank = first; rank < end; rank += 1) {
    const video = takes.at(rank)
    if (!video) return readIds(takes.filter, first, end)
    known.push(video.id)
  }
  return known
}

async function selectRange(takes: Takes, anchor: number, rank: number): Promise<void> {
  setFocus(rank, anchor)
  const ids = await idsBetween(takes, anchor, rank)
  // Keys repeat faster than answers arrive, so only the newest range counts. Ids are in the order on screen, newest
  // first, because that is the order in which they are stitched.
  if (useSelection.getState().focus === rank) selectIds(ids.toReversed(), rank)
}

async function selectUnread(takes: Takes, rank: number, select: (id: string, rank: number) => void): Promise<void> {
  setFocus(rank)
  const id = await idAt(takes, rank)
  if (id !== undefined && useSelection.getState().focus === rank) select(id, rank)
}

/** Selects a take: at once if it is loaded, else after requesting its id. */
function selectTake(takes: Takes, rank: number, how: 'only' | 'toggle' | 'extend'): void {
  const { anchor } = useSelection.getState()
  const select = how === 'toggle' ? toggleSelected : selectOnly
  const id = takes.at(rank)?.id
  if (how === 'extend' && anchor !== null) void selectRange(takes, anchor, rank).catch(showError)
  else if (id !== undefined) select(id, rank)
  else void selectUnread(takes, rank, select).catch(showError)
}

/** Returns the actions for the current list. */
export function useCreateActions(takes: Takes, grouping: Grouping): TakeActions {
  const open = useOpenTake()
  const collection = useOpenCollection()
  return {
    takes,
    grouping,
    collection,
    select: (rank, how = 'only') => selectTake(takes, rank, how),
    selectGroup: ({ first, end }) => void selectRange(takes, end - 1, first).catch(showError),
    open: (rank) => void idAt(takes, rank).then((id) => id && open(id), showError),
    selectAll: () =>
      void readIds(takes.filter, 0, takes.total ?? 0).then((ids) => selectIds(ids.toReversed()), showError),
  }
}
