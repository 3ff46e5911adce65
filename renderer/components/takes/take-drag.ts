import type { DragEvent } from 'react'

/** Media type of dragged takes: their ids as JSON. Takes can also be dropped in another window of the same library. */
const mediaType = 'application/x-rushes-takes'

/** Starts to drag takes. */
export function startTakeDrag({ dataTransfer }: DragEvent, ids: readonly string[]): void {
  dataTransfer.setData(mediaType, JSON.stringify(ids))
  dataTransfer.effectAllowed = 'copyLink'
}

/** Returns whether takes are being dragged. Their ids can be read only on drop. */
export function carriesTakes({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes(mediaType)
}

/**
 * Returns handlers for a drop target of takes. Crossing the edge of an element fires `dragenter` instead of a
 * `dragover`, so both accept.
 */
export function acceptTakes(onOver: () => void) {
  const accept = (event: DragEvent) => {
    if (!carriesTakes(event)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'link'
    onOver()
  }
  return { onDragEnter: accept, onDragOver: accept }
}

/** Returns the ids of the dropped takes; empty if something else was dropped. */
export function droppedTakes({ dataTransfer }: DragEvent): string[] {
  const ids: unknown = JSON.parse(dataTransfer.getData(mediaType) || '[]')
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
}
