import type { DragEvent } from 'react'

/** Takes that are dragged within the window, or into another one of the same library: their ids as JSON. */
const mediaType = 'application/x-rushes-takes'

/** Begins to drag takes, the picture under the pointer with them. */
export function startTakeDrag({ dataTransfer }: DragEvent, ids: readonly string[]): void {
  dataTransfer.setData(mediaType, JSON.stringify(ids))
  dataTransfer.effectAllowed = 'copyLink'
}

/** Whether takes are what is held over an element; which ones is told only when they are dropped. */
export function carriesTakes({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes(mediaType)
}

/**
 * Handlers of a place that takes can be let go on. Each crossing sends an enter in place of an over, so both are answered.
 */
export function takesWelcome(onOver: () => void) {
  const answer = (event: DragEvent) => {
    if (!carriesTakes(event)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'link'
    onOver()
  }
  return { onDragEnter: answer, onDragOver: answer }
}

/** The ids of the takes that were dropped; none where something else was. */
export function droppedTakes({ dataTransfer }: DragEvent): string[] {
  const ids: unknown = JSON.parse(dataTransfer.getData(mediaType) || '[]')
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
}
