import { useMemo, useRef } from 'react'
import { showError } from '../components/notice.tsx'
import { selectIds, selectOnly, setFocus, toggleSelected, useSelection } from '../state/selection.ts'
import { useOpenTake } from './filter.ts'
import type { TakeActions } from './take-actions.ts'
import { readIds, type Takes } from './use-takes.ts'

async function idAt(takes: Takes, rank: number): Promise<string | undefined> {
  return takes.at(rank)?.id ?? (await readIds(takes.filter, rank, rank + 1))[0]
}

/** The ids from one rank to another; those on screen are known, only a wider range has to be asked for. */
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
  // Keys repeat faster than answers come: only the newest range counts.
  // In the order in which they are seen, the newest first: that is the order in which they are stitched.
  if (useSelection.getState().focus === rank) selectIds(ids.toReversed(), rank)
}

async function selectUnread(takes: Takes, rank: number, select: (id: string, rank: number) => void): Promise<void> {
  setFocus(rank)
  const id = await idAt(takes, rank)
  if (id !== undefined && useSelection.getState().focus === rank) select(id, rank)
}

/** What is on screen is selected at once; only what is not has to be asked for. */
function selectTake(takes: Takes, rank: number, how: 'only' | 'toggle' | 'extend'): void {
  const { anchor } = useSelection.getState()
  const select = how === 'toggle' ? toggleSelected : selectOnly
  const id = takes.at(rank)?.id
  if (how === 'extend' && anchor !== null) void selectRange(takes, anchor, rank).catch(showError)
  else if (id !== undefined) select(id, rank)
  else void selectUnread(takes, rank, select).catch(showError)
}

/** The actions on the list as it is now, as one object that stays the same. */
export function useCreateActions(takes: Takes): TakeActions {
  const open = useOpenTake()
  const now = useRef({ takes, open })
  now.current = { takes, open }
  return useMemo(
    () => ({
      get takes() {
        return now.current.takes
      },
      select: (rank, how = 'only') => selectTake(now.current.takes, rank, how),
      open: (rank) => void idAt(now.current.takes, rank).then((id) => id && now.current.open(id), showError),
      selectAll: () => {
        const { filter, total = 0 } = now.current.takes
        void readIds(filter, 0, total).then((ids) => selectIds(ids.toReversed()), showError)
      },
    }),
    [],
  )
}
