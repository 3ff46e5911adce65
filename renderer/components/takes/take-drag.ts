import type { DragEvent } from 'react'

/** A take by its id, or an image by its content, as associations name them. */
export type DraggedContent = { video_id: string } | { file_hash: string }

/**
 * Media type of dragged takes and images: a list of `DraggedContent` as JSON. They can also be dropped in another
 * window of the same library.
 */
const mediaType = 'application/x-rushes-contents'

/** Starts to drag takes. */
export function startTakeDrag(event: DragEvent, ids: readonly string[]): void {
  startDrag(
    event,
    ids.map((video_id) => ({ video_id })),
  )
}

/** Starts to drag images, by their contents. */
export function startImageDrag(event: DragEvent, hashes: readonly string[]): void {
  startDrag(
    event,
    hashes.map((file_hash) => ({ file_hash })),
  )
}

function startDrag({ dataTransfer }: DragEvent, contents: readonly DraggedContent[]): void {
  dataTransfer.setData(mediaType, JSON.stringify(contents))
  dataTransfer.effectAllowed = 'copyLink'
}

/** Returns whether takes or images are being dragged. They can be read only on drop. */
export function carriesContents({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes(mediaType)
}

/**
 * Returns handlers for a drop target of takes and images. Crossing the edge of an element fires `dragenter` instead of
 * a `dragover`, so both accept.
 */
export function acceptContents(onOver: () => void) {
  const accept = (event: DragEvent) => {
    if (!carriesContents(event)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'link'
    onOver()
  }
  return { onDragEnter: accept, onDragOver: accept }
}

/** Returns the dropped takes and images; empty if something else was dropped. */
export function droppedContents({ dataTransfer }: DragEvent): DraggedContent[] {
  const contents: unknown = JSON.parse(dataTransfer.getData(mediaType) || '[]')
  return Array.isArray(contents) ? contents.filter(isContent) : []
}

function isContent(value: unknown): value is DraggedContent {
  const { video_id, file_hash } = Object(value)
  return typeof video_id === 'string' || typeof file_hash === 'string'
}
