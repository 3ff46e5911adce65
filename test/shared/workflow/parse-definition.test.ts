import { describe, expect, it } from 'vitest'
import { parseDefinition } from '../../../shared/workflow/parse-definition.ts'

const parse = (definition: unknown) => parseDefinition(JSON.stringify(definition))
/** The edges of a definition as `node.port → node.port`. */
const lines = (definition: unknown) =>
  parse(definition).edges.map(({ from, to }) => `${from.node}.${from.port} → ${to.node}.${to.port}`)

describe('nodes and connections', () => {
  it('are read whole', () => {
    const definition = {
      nodes: [
        {
          id: 'prompt',
          type: 'TextInput',
          title: 'Opening',
          position: { x: -40, y: 12.5 },
          config: { text: 'dawn', options: { tone: ['calm'] } },
          inputs: [],
          outputs: [{ id: 'text', name: 'Text', type: 'string' }],
        },
        { id: 7, type: 'Sora2Video', inputs: ['prompt', { name: 'image' }, { id: 2 }] },
      ],
      connections: [{ id: 'c1', from: { nodeId: 'prompt', portId: 'text' }, to: { nodeId: 7, portId: 'image' } }],
    }
    expect(parse(definition)).toEqual({
      format: 'connections',
      nodes: [
        {
          id: 'prompt',
          type: 'TextInput',
          title: 'Opening',
          position: { x: -40, y: 12.5 },
          config: { text: 'dawn', options: { tone: ['calm'] } },
          inputs: [],
          outputs: [{ id: 'text', name: 'Text' }],
          mode: 'active',
        },
        {
          id: '7',
          type: 'Sora2Video',
          title: null,
          position: null,
          config: {},
          inputs: [
            { id: 'prompt', name: 'prompt' },
            { id: 'image', name: 'image' },
            { id: '2', name: '2' },
          ],
          outputs: [],
          mode: 'active',
        },
      ],
      edges: [{ id: 'c1', from: { node: 'prompt', port: 'text' }, to: { node: '7', port: 'image' } }],
    })
  })

  it('may be nodes alone', () => {
    expect(parse({ nodes: [{ id: 'a', type: 'Unheard' }] }).nodes).toMatchObject([{ id: 'a', type: 'Unheard' }])
    expect(parse({ nodes: [], connections: null })).toEqual({ format: 'connections', nodes: [], edges: [] })
  })

  it('with connections in short are told from ids with dashes', () => {
    const nodes = ['node1', 'a-b', 'a-b-c', 'a'].map((id) => ({ id, type: 'T' }))
    const connections = [
      { from: 'node1-output-0', to: 'a-b-input-1' },
      { from: 'a-b-c-output-0', to: 'a-input-0' },
      { from: 'a-b', to: 'a-b-c' },
      { from: 'a-b-c-video', to: { nodeId: 'a' } },
    ]
    expect(lines({ nodes, connections })).toEqual([
      'node1.output-0 → a-b.input-1',
      'a-b-c.output-0 → a.input-0',
      'a-b.output-0 → a-b-c.input-0',
      'a-b-c.video → a.input-0',
    ])
  })

  it('an id that is written out wins; then the split whose port is one', () => {
    const nodes = ['a', 'a-output', 'b', 'b-input-0'].map((id) => ({ id, type: 'T' }))
    expect(lines({ nodes, connections: [{ from: 'a-output-0', to: 'b-input-0' }] })).toEqual([
      'a.output-0 → b-input-0.input-0',
    ])
  })

  it('a port that is counted, or not named, is one of those that the node lists', () => {
    const nodes = [
      { id: 'a', type: 'T', outputs: ['first', 'sound-track'] },
      { id: 'b', type: 'T', inputs: ['image'] },
    ]
    const connections = [
      { from: 'a-output-1', to: 'b' },
      { from: 'a-sound-track', to: 'b-image' },
      { from: 'a', to: { nodeId: 'b', portId: 'input-0' } },
    ]
    expect(lines({ nodes, connections })).toEqual([
      'a.sound-track → b.image',
      'a.sound-track → b.image',
      'a.first → b.image',
    ])
  })

  it('ports that only connections name are listed once, with the node', () => {
    const nodes = ['a', 'b'].map((id) => ({ id, type: 'T', inputs: [], outputs: [] }))
    const [a, b] = parse({
      nodes,
      connections: [
        { from: 'a-x', to: 'b-y' },
        { from: 'a-x', to: 'b-z' },
      ],
    }).nodes
    expect([a?.outputs, b?.inputs.map(({ id }) => id)]).toEqual([[{ id: 'x', name: 'x' }], ['y', 'z']])
  })

  it('connections without an id get a number that none of the others has', () => {
    const nodes = [{ id: 'a', type: 'T' }]
    const connections = [
      { from: 'a', to: 'a' },
      { id: 1, from: 'a', to: 'a' },
      { from: 'a', to: 'a' },
    ]
    expect(parse({ nodes, connections }).edges.map(({ id }) => id)).toEqual(['2', '1', '3'])
  })

  it('may go in circles', () => {
    const nodes = ['a', 'b'].map((id) => ({ id, type: 'T' }))
    expect(
      lines({
        nodes,
        connections: [
          { from: 'a', to: 'b' },
          { from: 'b', to: 'a' },
        ],
      }),
    ).toHaveLength(2)
  })

  it('keep NaN, whole seeds and keys that mean something to JavaScript', () => {
    const text =
      '{"nodes":[{"id":"__proto__","type":"T","config":{"cfg":NaN,"seed":18446744073709551615,"__proto__":1}}]}'
    const [node] = parseDefinition(text).nodes
    expect([node?.id, Object.entries(node?.config ?? {})]).toEqual([
      '__proto__',
      [
        ['cfg', Number.NaN],
        ['seed', '18446744073709551615'],
        ['__proto__', 1],
      ],
    ])
  })
})

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
          config: { 0: 'wan.safetensors', 1: 'randomize' },
          inputs: [],
          outputs: [
            { id: '0', name: 'MODEL' },
            { id: '1', name: 'CLIP' },
          ],
          mode: 'active',
        },
        {
          id: '3',
          type: 'KSampler',
          title: 'Draft',
          position: { x: 863, y: 186 },
          config: { seed: 8, steps: 20 },
          inputs: [{ id: '0', name: 'Modell' }],
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
    expect(parse({ version: 1, state: {}, nodes: [loader] }).format).toBe('comfyui-ui')
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
    expect(graph.nodes[1]?.inputs).toEqual([{ id: '0', name: '0' }])
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
})

describe('what ComfyUI runs', () => {
  it('has values and links in one map', () => {
    const graph = parse({
      '3': { class_type: 'KSampler', inputs: { seed: 8, model: ['12:34', 1], size: [512, 768], names: ['a', 'b'] } },
      '12:34': { class_type: 'LoadModel', _meta: { title: 'Model' } },
    })
    expect(graph.nodes.map(({ id, type, title, position, config }) => ({ id, type, title, position, config }))).toEqual(
      [
        {
          id: '3',
          type: 'KSampler',
          title: null,
          position: null,
          config: { seed: 8, size: [512, 768], names: ['a', 'b'] },
        },
        { id: '12:34', type: 'LoadModel', title: 'Model', position: null, config: {} },
      ],
    )
    expect(graph.nodes.map(({ inputs, outputs }) => [inputs, outputs])).toEqual([
      [[{ id: 'model', name: 'model' }], []],
      [[], [{ id: '1', name: '1' }]],
    ])
    expect(graph.edges).toEqual([{ id: '1', from: { node: '12:34', port: '1' }, to: { node: '3', port: 'model' } }])
  })

  it('a list that would look like a link is wrapped', () => {
    const graph = parse({ a: { class_type: 'T', inputs: { pair: { __value__: ['b', 0] }, object: { b: 1 } } } })
    expect([graph.nodes[0]?.config, graph.edges]).toEqual([{ pair: ['b', 0], object: { b: 1 } }, []])
  })

  it('may have a node whose id is “nodes”', () => {
    expect(parse({ nodes: { class_type: 'T' } })).toMatchObject({ format: 'comfyui-api', nodes: [{ id: 'nodes' }] })
  })
})

describe('50,000 nodes', () => {
  const count = 50_000
  const ids = Array.from({ length: count }, (_, index) => index)

  it('in a row, as connections in short, are read', () => {
    const nodes = ids.map((id) => ({ id: `node-${id}`, type: 'T', outputs: ['video'] }))
    const connections = ids.slice(1).map((id) => ({ from: `node-${id - 1}-output-0`, to: `node-${id}` }))
    expect(parse({ nodes, connections }).edges).toHaveLength(count - 1)
  })

  it('that all end at one node are read', () => {
    const inputs = Object.fromEntries(ids.map((id) => [`in ${id}`, [String(id), 0]]))
    const sources = Object.fromEntries(ids.map((id) => [String(id), { class_type: 'T', inputs: {} }]))
    expect(parse({ ...sources, all: { class_type: 'T', inputs } }).edges).toHaveLength(count)
  })

  it('a connection of a million dashes is looked up as fast as a short one', () => {
    const nodes = [{ id: 'a', type: 'T' }]
    expect(() => parse({ nodes, connections: [{ from: `b${'-'.repeat(1_000_000)}`, to: 'a' }] })).toThrow(
      'there is no node',
    )
  })
})
