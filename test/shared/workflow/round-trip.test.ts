import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RushesError } from '../../../shared/errors.ts'
import type { WorkflowGraph } from '../../../shared/workflow/graph.ts'
import { parseDefinition } from '../../../shared/workflow/parse-definition.ts'
import {
  graphArbitrary,
  writeComfyuiApi,
  writeComfyuiUi,
  writeConnections,
} from '../../support/workflow-definitions.ts'

/** As JSON has it: -0 is 0 there, and an object has no kind. */
const asWritten = (graph: WorkflowGraph): WorkflowGraph => JSON.parse(JSON.stringify(graph))

describe('any graph comes back as it was written', () => {
  it('in nodes and connections', () => {
    fc.assert(
      fc.property(graphArbitrary('connections'), (graph) => {
        expect(parseDefinition(writeConnections(graph))).toEqual(asWritten(graph))
      }),
    )
  })

  it('in the short form of connections, as long as no id looks like a node with its port', () => {
    fc.assert(
      fc.property(graphArbitrary('connections'), (graph) => {
        const ids = new Set(graph.nodes.map(({ id }) => id))
        fc.pre(!graph.edges.some(({ from }) => ids.has(`${from.node}-${from.port}`)))
        expect(parseDefinition(writeConnections(graph, { short: true }))).toEqual(asWritten(graph))
      }),
    )
  })

  it.each([0.4, 1] as const)('in what ComfyUI saves, version %d', (version) => {
    fc.assert(
      fc.property(graphArbitrary('comfyui-ui'), (graph) => {
        expect(parseDefinition(writeComfyuiUi(graph, version))).toEqual(asWritten(graph))
      }),
    )
  })

  it('in what ComfyUI saves, whatever else its lists hold', () => {
    const other = fc.oneof(fc.jsonValue(), fc.array(fc.constantFrom(null, -1, 'node1', {}), { maxLength: 7 }))
    fc.assert(
      fc.property(graphArbitrary('comfyui-ui'), fc.array(other), (graph, others) => {
        fc.pre(graph.nodes.length > 0)
        const { nodes, links, ...rest } = JSON.parse(writeComfyuiUi(graph, 0.4))
        const text = JSON.stringify({ ...rest, nodes: [...others, ...nodes], links: [...others, ...links, ...links] })
        const { notes, ...read } = parseDefinition(text)
        expect(read).toEqual(asWritten(graph))
      }),
    )
  })

  it('in what ComfyUI runs', () => {
    fc.assert(
      fc.property(graphArbitrary('comfyui-api'), (graph) => {
        fc.pre(graph.nodes.length > 0)
        expect(parseDefinition(writeComfyuiApi(graph))).toEqual(asWritten(graph))
      }),
    )
  })
})

describe('what is no definition', () => {
  function expectGraphOrRefusal(text: string): void {
    try {
      const { nodes, edges } = parseDefinition(text)
      const ports = (side: 'inputs' | 'outputs') =>
        new Set(nodes.flatMap((node) => node[side].map((port) => JSON.stringify([node.id, port.id]))))
      const [inputs, outputs] = [ports('inputs'), ports('outputs')]
      expect(edges.filter(({ from }) => !outputs.has(JSON.stringify([from.node, from.port])))).toEqual([])
      expect(edges.filter(({ to }) => !inputs.has(JSON.stringify([to.node, to.port])))).toEqual([])
      expect(new Set(edges.map(({ id }) => id)).size).toBe(edges.length)
    } catch (error) {
      expect(error).toBeInstanceOf(RushesError)
      expect(error).toMatchObject({ code: 'BAD_INPUT', message: expect.stringMatching(/\.$/) })
    }
  }

  it('is refused, or is a graph whose every edge ends somewhere', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), expectGraphOrRefusal))
  })

  it('so is one that resembles a definition', () => {
    const key = fc.constantFrom(
      'id',
      'type',
      'nodes',
      'links',
      'connections',
      'from',
      'to',
      'nodeId',
      'pos',
      'inputs',
      'class_type',
      'a',
      '__proto__',
    )
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 6, withCrossShrink: true },
        fc.constantFrom(null, '', 'a', 'a-b', 0, 1, -1, 1.5, true),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(key, tie('value'), { maxKeys: 6 }),
      ),
    }))
    const definition = fc.dictionary(key, value, { minKeys: 2, maxKeys: 6 })
    fc.assert(
      fc.property(definition, (made) => expectGraphOrRefusal(JSON.stringify(made))),
      { numRuns: 1000 },
    )
  })

  it('so is a definition that lost or got a piece', () => {
    const written = fc.oneof(
      graphArbitrary('connections').map((graph) => writeConnections(graph)),
      graphArbitrary('comfyui-ui').map((graph) => writeComfyuiUi(graph, 1)),
      graphArbitrary('comfyui-api').map(writeComfyuiApi),
    )
    fc.assert(
      fc.property(
        written,
        fc.nat(),
        fc.nat(20),
        fc.constantFrom('', 'null', '"x"', '-1', '{}', '[]', ','),
        (text, at, length, piece) => {
          const start = at % (text.length + 1)
          expectGraphOrRefusal(text.slice(0, start) + piece + text.slice(start + length))
        },
      ),
      { numRuns: 1000 },
    )
  })
})
