import type { DragEvent, MouseEvent } from 'react'
import { startTakeDrag } from '../components/take-drag.ts'
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

/** A take drags what is selected with it; one outside the selection goes alone. */
export function handleTakeDrag(event: DragEvent, actions: TakeActions): void {
  const video = actions.takes.at(rankOf(event) ?? -1)
  const { ids } = useSelection.getState()
  if (video) startTakeDrag(event, ids.has(video.id) ? [...ids] : [video.id])
}
