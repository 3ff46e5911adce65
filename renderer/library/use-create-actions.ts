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

async function selectTake(takes: Takes, rank: number, how: 'only' | 'toggle' | 'extend'): Promise<void> {
  const { anchor } = useSelection.getState()
  if (how === 'extend' && anchor !== null) {
    setFocus(rank, anchor)
    const ids = await idsBetween(takes, anchor, rank)
    // Keys repeat faster than answers come: only the newest range counts.
    if (useSelection.getState().focus === rank) selectIds(ids, rank)
    return
  }
  setFocus(rank, rank)
  const id = await idAt(takes, rank)
  if (id === undefined || useSelection.getState().focus !== rank) return
  if (how === 'toggle') toggleSelected(id, rank)
  else selectOnly(id, rank)
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
      select: (rank, how = 'only') => void selectTake(now.current.takes, rank, how).catch(showError),
      open: (rank) => void idAt(now.current.takes, rank).then((id) => id && now.current.open(id), showError),
      selectAll: () => {
        const { filter, total = 0 } = now.current.takes
        void readIds(filter, 0, total).then((ids) => selectIds(ids), showError)
      },
    }),
    [],
  )
}
