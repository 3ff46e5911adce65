import { Position } from '@xyflow/react'

/** A point at which edges end, in pixels from the top left of its node. */
export interface Handle {
  id: string
  type: 'source' | 'target'
  position: Position
  x: number
  y: number
  width: number
  height: number
}

/**
 * Returns a handle at the side of a node: inputs on the left, outputs on the right. Positions are given, so that edges
 * to nodes that are not on screen can be drawn; for nodes on screen, the canvas measures the elements, which are at the
 * same points.
 */
export function handleAt(id: string, type: 'source' | 'target', { width, y }: { width: number; y: number }): Handle {
  const isSource = type === 'source'
  const position = isSource ? Position.Right : Position.Left
  return { id, type, position, x: isSource ? width - 1 : 0, y, width: 1, height: 1 }
}
