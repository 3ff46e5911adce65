/** A node with its position and size, in pixels of the graph. */
export interface PositionedNode {
  id: string
  position: { x: number; y: number }
  width: number
  height: number
}

const directions: Record<string, { x: number; y: number }> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
}

const middle = ({ position, width, height }: PositionedNode) => ({
  x: position.x + width / 2,
  y: position.y + height / 2,
})

/**
 * Returns the node that an arrow key moves to: the nearest within about 56° to either side of the arrow's direction.
 */
export function nodeAfterKey(
  key: string,
  nodes: readonly PositionedNode[],
  from: string | undefined,
): string | undefined {
  if (key === 'Home') return nodes[0]?.id
  if (key === 'End') return nodes.at(-1)?.id
  const direction = directions[key]
  if (!direction) return undefined
  const here = nodes.find(({ id }) => id === from)
  // Without a selection, an arrow selects the first node.
  if (!here) return nodes[0]?.id
  const start = middle(here)
  let best: { id: string; distance: number } | undefined
  for (const node of nodes) {
    const { x, y } = middle(node)
    const along = (x - start.x) * direction.x + (y - start.y) * direction.y
    const aside = Math.abs((x - start.x) * direction.y) + Math.abs((y - start.y) * direction.x)
    if (along <= 0 || aside > along * 1.5) continue
    const distance = along + aside * 1.5
    if (!best || distance < best.distance) best = { id: node.id, distance }
  }
  return best?.id
}
