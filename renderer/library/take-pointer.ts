import type { MouseEvent } from 'react'
import { clearSelection, useSelection } from '../state/selection.ts'
import type { TakeActions } from './take-actions.ts'

function rankOf(event: MouseEvent): number | undefined {
  const element = (event.target as Element).closest<HTMLElement>('[data-rank]')
  return element ? Number(element.dataset.rank) : undefined
}

export function handleTakeClick(event: MouseEvent, actions: TakeActions): void {
  const rank = rankOf(event)
  if (rank === undefined) clearSelection()
  else actions.select(rank, event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'only')
}

export function handleTakeDoubleClick(event: MouseEvent, actions: TakeActions): void {
  const rank = rankOf(event)
  if (rank !== undefined && !event.shiftKey && !event.ctrlKey && !event.metaKey) actions.open(rank)
}

/** A right click on a take outside the selection makes it the selection. Answers whether there is something to open a menu for. */
export function handleTakeContext(event: MouseEvent, actions: TakeActions): boolean {
  event.preventDefault()
  const rank = rankOf(event)
  if (rank === undefined) return useSelection.getState().ids.size > 0
  const video = actions.takes.at(rank)
  if (video && !useSelection.getState().ids.has(video.id)) actions.select(rank)
  return video !== undefined
}
