import { createContext, useContext } from 'react'
import type { Collection } from '../../shared/contract/collections.ts'
import type { TakeGroup } from './group-layout.ts'
import { texts } from './texts.ts'
import type { Grouping } from './use-grouping.ts'
import type { Takes } from './use-takes.ts'

/** Actions of pointer and keys on takes, the same in grid and list. */
export interface TakeActions {
  takes: Takes
  grouping: Grouping
  /** The collection on screen. */
  collection: Pick<Collection, 'id' | 'name'> | undefined
  /** Selects a take; `extend` selects the range from the anchor. */
  select(rank: number, how?: 'only' | 'toggle' | 'extend'): void
  /** Selects all takes of a group. */
  selectGroup(group: TakeGroup): void
  open(rank: number): void
  selectAll(): void
}

export const TakeActionsContext = createContext<TakeActions | null>(null)

export function useTakeActions(): TakeActions {
  const actions = useContext(TakeActionsContext)
  if (!actions) throw new Error(texts.usetakeactionsBelongsInsideThe)
  return actions
}
