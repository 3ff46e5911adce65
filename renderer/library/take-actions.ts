import { createContext, useContext } from 'react'
import type { Takes } from './use-takes.ts'

/** What pointer and keys do to takes, the same in the grid and in the list. */
export interface TakeActions {
  takes: Takes
  /** Selects one take; with `extend` the range from where the last one began. */
  select(rank: number, how?: 'only' | 'toggle' | 'extend'): void
  open(rank: number): void
  selectAll(): void
}

export const TakeActionsContext = createContext<TakeActions | null>(null)

export function useTakeActions(): TakeActions {
  const actions = useContext(TakeActionsContext)
  if (!actions) throw new Error('useTakeActions belongs inside the library page.')
  return actions
}
