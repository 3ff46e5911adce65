import { Position } from '@xyflow/react'

/** A place where edges end, in pixels of its node. */
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
 * A place at the side of a node of this width: what goes in ends at the left, what comes out begins at the right. They are given, so
 * that edges to nodes that are not on screen can be drawn; for those that are, the elements are measured, and stand at the same places.
 */
export function handleAt(id: string, type: 'source' | 'target', { width, y }: { width: number; y: number }): Handle {
  const isSource = type === 'source'
  const position = isSource ? Position.Right : Position.Left
  return { id, type, position, x: isSource ? width - 1 : 0, y, width: 1, height: 1 }
}
