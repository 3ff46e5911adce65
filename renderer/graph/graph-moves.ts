/** A node where it lies, in pixels of the graph. */
export interface Placed {
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

const middle = ({ position, width, height }: Placed) => ({ x: position.x + width / 2, y: position.y + height / 2 })

/** The node that an arrow key leads to: the nearest within a quarter of the circle around that direction. */
export function nodeAfterKey(key: string, nodes: readonly Placed[], from: string | undefined): string | undefined {
  if (key === 'Home') return nodes[0]?.id
  if (key === 'End') return nodes.at(-1)?.id
  const direction = directions[key]
  if (!direction) return undefined
  const here = nodes.find(({ id }) => id === from)
  // The first arrow chooses what is there instead of what lies beside it.
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
