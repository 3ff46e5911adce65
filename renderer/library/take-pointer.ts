import type { DragEvent, MouseEvent } from 'react'
import { startTakeDrag } from '../components/takes/take-drag.ts'
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

/** Selects a take on right-click unless it is selected. Returns whether there are takes to open a menu for. */
export function handleTakeContext(event: MouseEvent, actions: TakeActions): boolean {
  event.preventDefault()
  const rank = rankOf(event)
  if (rank === undefined) return useSelection.getState().ids.size > 0
  const video = actions.takes.at(rank)
  if (video && !useSelection.getState().ids.has(video.id)) actions.select(rank)
  return video !== undefined
}

/** Starts to drag the selection with a selected take; an unselected take is dragged alone. */
export function handleTakeDrag(event: DragEvent, actions: TakeActions): void {
  const video = actions.takes.at(rankOf(event) ?? -1)
  const { ids } = useSelection.getState()
  if (video) startTakeDrag(event, ids.has(video.id) ? [...ids] : [video.id])
}
