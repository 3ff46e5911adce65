import { describe, expect, it } from 'vitest'
import { positionColumns } from '../../../shared/workflow/column-positions.ts'

const size = { width: 100, height: 50 }

/** One node that leads to `count` others, and each of them to one more where `deep` says so. */
function fan(count: number, deep: boolean) {
  const children = Array.from({ length: count }, (_, index) => index + 1)
  const grandchildren = deep ? children.map((child) => [child + count]) : children.map(() => [])
  return [children, ...grandchildren, ...(deep ? children.map(() => []) : [])]
}

describe('a column of more nodes than may stand below each other', () => {
  it('becomes several, about as many as there are nodes in each, around what leads to it', () => {
    const { positions, height } = positionColumns(
      fan(400, false).map(() => size),
      fan(400, false),
      12,
    )
    const [parent, ...children] = positions
    const columns = new Map<number, number[]>()
    for (const { x, y } of children) columns.set(x, [...(columns.get(x) ?? []), y])
    expect(columns.size).toBe(20)
    for (const tops of columns.values()) expect(tops).toHaveLength(20)
    expect(height).toBe(20 * 50 + 19 * 32)
    expect(parent?.y).toBe((height - 50) / 2)
    // Row after row.
    expect(children[1]).toMatchObject({ y: children[0]?.y })
    expect(children[1]?.x).toBeGreaterThan(children[0]?.x ?? 0)
  })

  it('leaves no two nodes on each other, and what comes later to the right', () => {
    const edges = fan(100, true)
    const { positions } = positionColumns(
      edges.map(() => size),
      edges,
      12,
    )
    const places = new Set(positions.map(({ x, y }) => `${x} ${y}`))
    expect(places.size).toBe(201)
    for (const [from, targets] of edges.entries())
      for (const to of targets) expect(positions[to]?.x).toBeGreaterThan(positions[from]?.x ?? 0)
  })

  it('stays one where nobody asks for several', () => {
    const { positions } = positionColumns(
      fan(40, false).map(() => size),
      fan(40, false),
    )
    expect(new Set(positions.map(({ x }) => x)).size).toBe(2)
  })
})
