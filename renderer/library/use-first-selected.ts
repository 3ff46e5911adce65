import { useEffect } from 'react'
import type { Filter } from '../components/takes/library-search.ts'
import { useSelection } from '../state/selection.ts'
import type { TakeActions } from './take-actions.ts'

/** Selects the first take of a search that was asked for, as soon as its list is on screen. */
export function useFirstSelected({ takes, select }: TakeActions, filter: Filter): void {
  const { firstOf, ids } = useSelection()
  const first = (takes.total ?? 0) - 1
  const isShown = takes.filter === filter && (filter.query ?? '') === firstOf
  const isReady = isShown && takes.at(first) !== undefined
  const isSelected = ids.size > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: the actions are another object on each render
  useEffect(() => {
    if (!isReady) return
    if (isSelected) useSelection.setState({ firstOf: null })
    else select(first)
  }, [isReady, first, isSelected])
}
