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
