import { describe, expect, it } from 'vitest'
import { countNodes } from '../../../shared/workflow/graph.ts'
import { parseDefinition } from '../../../shared/workflow/parse-definition.ts'

const parse = (definition: unknown) => parseDefinition(JSON.stringify(definition))
/** The edges of a definition as `node.port → node.port`. */
const lines = (definition: unknown) =>
  parse(definition).edges.map(({ from, to }) => `${from.node}.${from.port} → ${to.node}.${to.port}`)

describe('what ComfyUI saves', () => {
  const loader = {
    id: 4,
    type: 'CheckpointLoaderSimple',
    pos: [26, 474],
    size: [315, 98],
    flags: {},
    order: 0,
    mode: 0,
    outputs: [
      { name: 'MODEL', type: 'MODEL', links: [1], slot_index: 0 },
      { name: 'CLIP', type: 'CLIP', links: null },
    ],
    properties: { 'Node name for S&R': 'CheckpointLoaderSimple' },
    widgets_values: ['wan.safetensors', 'randomize'],
  }
  const sampler = {
    id: '3',
    type: 'KSampler',
    title: 'Draft',
    pos: { 0: 863, 1: 186 },
    mode: 4,
    inputs: [{ name: 'model', label: 'Modell', type: 'MODEL', link: 1 }],
    widgets_values: { seed: 8, steps: 20 },
  }

  it('is read in version 0.4', () => {
    const graph = parse({
      last_node_id: 4,
      last_link_id: 1,
      nodes: [loader, sampler],
      links: [[1, 4, 0, '3', 0, 'MODEL'], null],
      groups: [],
      version: 0.4,
    })
    expect(graph).toEqual({
      format: 'comfyui-ui',
      nodes: [
        {
          id: '4',
          type: 'CheckpointLoaderSimple',
          title: null,
          position: { x: 26, y: 474 },
          size: { width: 315, height: 98 },
          config: { 0: 'wan.safetensors', 1: 'randomize' },
          inputs: [],
          outputs: [
            { id: '0', name: 'MODEL', type: 'MODEL' },
            { id: '1', name: 'CLIP', type: 'CLIP' },
          ],
          mode: 'active',
        },
        {
          id: '3',
          type: 'KSampler',
          title: 'Draft',
          position: { x: 863, y: 186 },
          config: { seed: 8, steps: 20 },
          inputs: [{ id: '0', name: 'Modell', key: 'model', type: 'MODEL' }],
          outputs: [],
          mode: 'bypassed',
        },
      ],
      edges: [{ id: '1', from: { node: '4', port: '0' }, to: { node: '3', port: '0' } }],
    })
  })

  it('is read in version 1.0, where links bend at reroutes', () => {
    const link = { id: 1, origin_id: 4, origin_slot: 0, target_id: '3', target_slot: 0, type: 'MODEL', parentId: 9 }
    const reroutes = [{ id: 9, pos: [500, 300], linkIds: [1] }]
    const definition = { version: 1, state: { lastNodeId: 4 }, nodes: [loader, sampler], links: [link], reroutes }
    expect(lines(definition)).toEqual(['4.0 → 3.0'])
  })

  it('shows muted nodes, reroute nodes, and a subgraph under its name', () => {
    const subgraph = 'f6d9ee8c-5a0f-4a38-9d0c-2f1b8a7a2a11'
    const nodes = [
      { id: 1, type: 'Note', mode: 2 },
      { id: 2, type: 'Reroute', mode: 0, inputs: [{ name: '', type: '*', link: null }] },
      { id: 3, type: subgraph, mode: 1 },
    ]
    const definitions = { subgraphs: [{ id: subgraph, name: 'Upscale twice', nodes: [{ id: 1 }] }] }
    const graph = parse({ nodes, links: [], definitions })
    expect(graph.nodes.map(({ type, title, mode }) => [type, title, mode])).toEqual([
      ['Note', null, 'muted'],
      ['Reroute', null, 'active'],
      [subgraph, 'Upscale twice', 'active'],
    ])
    expect(graph.nodes[1]?.inputs).toEqual([{ id: '0', name: '0', key: '', type: '*' }])
  })

  it('a slot that the node does not list is added: some nodes grow them', () => {
    const nodes = [
      { id: 1, type: 'T' },
      { id: 2, type: 'T', inputs: [{ name: 'image' }] },
    ]
    const graph = parse({ nodes, links: [[1, 1, '2', 2, 999_999_999, '*']] })
    expect(graph.nodes[0]?.outputs).toEqual([{ id: '2', name: '2' }])
    expect(graph.nodes[1]?.inputs.map(({ id }) => id)).toEqual(['0', '999999999'])
  })

  it('has groups, the inside of subgraphs, and the names of values, if it lists them', () => {
    const widget = (name: string) => ({ name, type: 'INT', widget: { name }, link: null })
    const graph = parse({
      nodes: [
        { id: 1, type: 'sub', inputs: [{ ...widget('seed'), label: 'Zufall' }], widgets_values: [5, 'fixed'] },
        { id: 2, type: 'T', inputs: [widget('width')], widgets_values: [512, 512] },
      ],
      links: [],
      groups: [{ title: 'Models', bounding: [0, 10, 300, 200], color: '#3f789e' }, { title: 'no size' }],
      definitions: {
        subgraphs: [
          {
            ...{ id: 'sub', name: 'Sample', nodes: [{ id: 7, type: 'KSampler' }], inputs: [{ name: 'seed' }] },
            outputNode: { id: -20, bounding: [400, 50, 100, 60] },
            links: [{ id: 1, origin_id: -10, origin_slot: 0, target_id: 7, target_slot: 4 }],
          },
          { id: 'broken', nodes: [{}] },
        ],
      },
    })
    expect(graph.groups).toEqual([{ title: 'Models', x: 0, y: 10, width: 300, height: 200, colour: '#3f789e' }])
    expect(graph.nodes.map(({ widgets, subgraph }) => [widgets, subgraph])).toEqual([
      [['seed', 'control_after_generate'], 'sub'],
      [undefined, undefined],
    ])
    expect(graph.subgraphs?.get('sub')).toMatchObject({
      name: 'Sample',
      nodes: [{ id: '7' }, { id: '-10' }, { id: '-20', position: { x: 400, y: 50 } }],
      edges: [{ from: { node: '-10', port: '0' }, to: { node: '7', port: '4' } }],
    })
    expect(graph.notes).toEqual([expect.stringContaining('The inside of the subgraph “broken” cannot be read')])
    expect(countNodes(graph)).toBe(3)
  })

  it('has no links to missing nodes, which are noted', () => {
    const graph = parse({
      nodes: [loader],
      links: [
        [1, 4, 0, 9, 0, '*'],
        [2, 8, 0, 4, 0, '*'],
      ],
    })
    expect([graph.edges, graph.notes]).toEqual([[], ['2 links lead to missing nodes or slots and were left out.']])
  })

  it('keeps the size and the colour that a node was given', () => {
    const node = { id: 1, type: 'VAELoader', pos: [50, 130], size: { 0: 344, 1: 60 }, bgcolor: '#533' }
    const collapsed = {
      id: 2,
      type: 'VAELoader',
      pos: [0, 30],
      size: [344, 60],
      flags: { collapsed: true },
      bgcolor: 'red',
    }
    const graph = parse({ nodes: [node, collapsed], links: [] })
    expect(graph.nodes).toMatchObject([
      { position: { x: 50, y: 130 }, size: { width: 344, height: 60 }, colour: '#553333' },
      { position: { x: 0, y: 30 }, size: { width: 160, height: 0 } },
    ])
    expect(graph.nodes[1]).not.toHaveProperty('colour')
  })
})
