import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Position, WorkflowGraph } from '../../../shared/workflow/graph.ts'
import { layoutGraph } from '../../../shared/workflow/layout.ts'
import { parseDefinition } from '../../../shared/workflow/parse-definition.ts'
import { graphArbitrary } from '../../support/workflow-definitions.ts'

/** A graph whose edges are written `a b`; further ids are nodes without any. */
function graphOf(edges: string[], loose: string[] = [], positions: Record<string, Position> = {}): WorkflowGraph {
  const pairs = edges.map((edge) => edge.split(' '))
  const ids = [...new Set([...pairs.flat(), ...loose])]
  const nodes = ids.map((id) => ({ id, type: 'T', position: positions[id] }))
  const connections = pairs.map(([from, to]) => ({ from, to }))
  return parseDefinition(JSON.stringify({ nodes, connections }))
}

const sizeOf = () => ({ width: 200, height: 100 })
const place = (graph: WorkflowGraph) => Object.fromEntries(layoutGraph(graph, sizeOf))
const row = (count: number) => Array.from({ length: count }, (_, index) => index)

describe('a graph without positions', () => {
  it('runs from left to right, straight where it can', () => {
    expect(place(graphOf(['a b', 'b c']))).toEqual({ a: { x: 0, y: 0 }, b: { x: 296, y: 0 }, c: { x: 592, y: 0 } })
  })

  it('stands in the middle of what leads to it', () => {
    const { a, b, end } = place(graphOf(['a end', 'b end']))
    expect([a, b, end]).toEqual([
      { x: 0, y: 0 },
      { x: 0, y: 132 },
      { x: 296, y: 66 },
    ])
  })

  it('has a node as far right as its longest way, and what begins late right before its use', () => {
    const { model, sampler, decode, vae, save } = place(
      graphOf(['model sampler', 'model decode', 'sampler decode', 'vae decode', 'decode save']),
    )
    expect([model, sampler, decode, save].map((at) => at?.x)).toEqual([0, 296, 592, 888])
    expect(vae?.x).toBe(296)
  })

  it('stands in the middle of what it leads to', () => {
    const { start, a, b, c } = place(graphOf(['start a', 'start b', 'start c']))
    expect([a, start, b, c].map((at) => at?.y)).toEqual([0, 132, 132, 264])
  })

  it('has no lines that cross when they need not, in whatever order it is written', () => {
    const edges = row(8).flatMap((index) => [`a${index} b${index}`, `b${index} c${index}`])
    fc.assert(
      fc.property(fc.shuffledSubarray(edges, { minLength: edges.length }), (written) => {
        const at = place(graphOf(written))
        const heights = row(8).map((index) => ['a', 'b', 'c'].map((column) => at[`${column}${index}`]?.y))
        expect(heights.filter(([a, b, c]) => a !== b || b !== c)).toEqual([])
      }),
    )
  })

  it('keeps separate rows apart', () => {
    const { a1, a2, b1, b2 } = place(graphOf(['a1 a2', 'b1 b2']))
    expect([a1?.y, b1?.y]).toEqual([a2?.y, b2?.y])
  })

  it('gives each column the width of its widest node', () => {
    const graph = graphOf(['a c', 'b c'])
    const at = layoutGraph(graph, ({ id }) => ({ width: id === 'b' ? 500 : 100, height: id === 'a' ? 300 : 50 }))
    expect([at.get('b'), at.get('c')?.x]).toEqual([{ x: 0, y: 332 }, 596])
  })

  it('with a cycle begins where it is entered, or at its first node', () => {
    const entered = place(graphOf(['c a', 'a b', 'b c', 'start a']))
    expect(['start', 'a', 'b', 'c'].map((id) => entered[id]?.x)).toEqual([0, 296, 592, 888])
    const ring = place(graphOf(['a b', 'b c', 'c a', 'c c']))
    expect(['a', 'b', 'c'].map((id) => ring[id]?.x)).toEqual([0, 296, 592])
  })

  it('has what no edge joins in a block below', () => {
    const at = place(graphOf(['a b'], ['n1', 'n2', 'n3', 'n4']))
    expect(['n1', 'n2', 'n3', 'n4'].map((id) => at[id])).toEqual([
      { x: 0, y: 132 },
      { x: 296, y: 132 },
      { x: 0, y: 264 },
      { x: 296, y: 264 },
    ])
  })

  it('may be empty', () => {
    expect(place(graphOf([]))).toEqual({})
  })
})

describe('positions of the definition', () => {
  it('are kept when all nodes have one, also where they overlap', () => {
    const positions = { a: { x: 5, y: 5 }, b: { x: -3.5, y: 7 } }
    expect(place(graphOf(['a b'], [], positions))).toEqual(positions)
  })

  it('are kept when some miss, which stand to the right of them', () => {
    const positions = { a: { x: 1000, y: -50 }, b: { x: 0, y: 200 } }
    expect(place(graphOf(['a b', 'b c', 'c d'], ['note'], positions))).toEqual({
      ...positions,
      c: { x: 1296, y: -50 },
      d: { x: 1592, y: -50 },
      note: { x: 1296, y: 82 },
    })
  })
})

describe('any graph', () => {
  const sizes = (node: { id: string; type: string }) => ({
    width: 80 + node.type.length * 7,
    height: 20 + node.id.length * 31,
  })

  it('is laid out without two nodes over each other', () => {
    fc.assert(
      fc.property(graphArbitrary('comfyui-api'), (graph) => {
        const at = layoutGraph(graph, sizes)
        expect([...at.keys()].sort()).toEqual(graph.nodes.map(({ id }) => id).sort())
        const boxes = graph.nodes.map((node) => ({ ...(at.get(node.id) as Position), ...sizes(node) }))
        const overlaps = boxes.flatMap((one, index) =>
          boxes.slice(index + 1).filter((other) => {
            const apartX = one.x + one.width <= other.x || other.x + other.width <= one.x
            // A pixel, because positions are whole.
            const apartY = one.y + one.height <= other.y + 1 || other.y + other.height <= one.y + 1
            return !apartX && !apartY
          }),
        )
        expect(overlaps).toEqual([])
      }),
    )
  })

  it('without a cycle has every edge lead to the right', () => {
    const edge = fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 20 })).map(([from, by]) => `n${from} n${from + by}`)
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 60 }), (edges) => {
        const at = place(graphOf(edges))
        const back = edges.filter((one) => {
          const [from = '', to = ''] = one.split(' ')
          return (at[from]?.x ?? 0) >= (at[to]?.x ?? 0)
        })
        expect(back).toEqual([])
      }),
    )
  })

  it('is laid out the same again', () => {
    fc.assert(
      fc.property(graphArbitrary('connections'), (graph) => {
        expect(place(structuredClone(graph))).toEqual(place(graph))
      }),
    )
  })
})

describe('50,000 nodes', () => {
  const count = 50_000

  it.each<[string, string[], string[]]>([
    ['in one row', row(count - 1).map((index) => `${index} ${index + 1}`), []],
    ['in a ring', row(count).map((index) => `${index} ${(index + 1) % count}`), []],
    ['around one', row(count - 1).map((index) => `${index} all`), []],
    ['in a net', row(count - 200).flatMap((index) => [1, 7, 180].map((step) => `${index} ${index + step}`)), []],
    ['without edges', [], row(count).map(String)],
  ])('%s are laid out', (_, edges, loose) => {
    const graph = graphOf(edges, loose)
    expect(layoutGraph(graph, sizeOf).size).toBe(graph.nodes.length)
  })
})
