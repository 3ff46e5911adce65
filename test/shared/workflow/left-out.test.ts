import { describe, expect, it } from 'vitest'
import { parseDefinition } from '../../../shared/workflow/parse-definition.ts'

const parse = (definition: unknown) => parseDefinition(JSON.stringify(definition))
const node = { id: 5, type: 'T', pos: [10, 20] }
const nodes = [node, { id: 2, type: 'T' }]
const good = [1, 5, 0, 2, 0, 'X']
const oneLink = ['1 link leads to a missing node or slot and was left out.']

describe('links that ComfyUI’s editor drops', () => {
  const object = { id: 7, origin_id: 5, origin_slot: 0, target_id: 2, target_slot: 0 }
  const forms: unknown[] = [
    [7, 5, -1, 2, 0, 'X'],
    [7, 5, 0, 2, -1, 'X'],
    [7, 5, null, 2, 0, 'X'],
    [7, 5, 0, 2, null, 'X'],
    [7, 5, 'x', 2, 0, 'X'],
    [7, 77, -1, 2, 0, 'X'],
    [7, null, 0, 2, 0, 'X'],
    [7, 5, 0, null, 0, 'X'],
    [7, 5, 0, 99, 0, 'X'],
    [null, 5, 0, 2, 0, 'X'],
    [1, 1, 0],
    [],
    3,
    'x',
    { ...object, id: null },
    { ...object, origin_id: null },
    { ...object, target_id: null },
    { ...object, origin_slot: -1 },
    { ...object, target_slot: undefined },
    // A different link with the id of the first one.
    [1, 5, 0, 2, 1, 'X'],
  ]

  it.each(forms.map((form) => [form]))('are noted: %j', (form) => {
    const { edges, notes } = parse({ nodes, links: [good, form] })
    expect([edges.map(({ id }) => id), notes]).toEqual([['1'], oneLink])
  })

  it.each(forms.map((form) => [form]))('leave the rest of a subgraph: %j', (form) => {
    const subgraph = { id: 'sub', name: 'Inside', nodes, links: [good, form] }
    const { subgraphs, notes } = parse({
      nodes: [{ id: 1, type: 'sub' }],
      definitions: { subgraphs: [subgraph] },
      links: [],
    })
    const inside = subgraphs?.get('sub')
    expect([inside?.nodes.length, inside?.edges.length, notes]).toEqual([4, 1, oneLink])
  })

  it.each<[string, unknown, number]>([
    ['listed twice', [good, good, null], 1],
    ['in an object by id', { 1: { ...object, id: 1 }, 2: [2, 5, 0, 2, 1, 'X'] }, 2],
    ['missing', undefined, 0],
    ['no list', 'x', 0],
  ])('are no fault if they are %s', (_name, links, count) => {
    const { edges, notes } = parse({ last_node_id: 5, nodes, links })
    expect([edges.length, notes]).toEqual([count, undefined])
  })
})

describe('what ComfyUI’s editor opens', () => {
  it.each<[object, object]>([
    [{ pos: [null, null] }, { position: null }],
    [{ pos: ['30', '40.5'] }, { position: { x: 30, y: 40.5 } }],
    [{ pos: { 0: 30, 1: 40 } }, { position: { x: 30, y: 40 } }],
    [{ pos: ['a', ''] }, { position: null }],
    [{ pos: 'left' }, { position: null }],
    [{ pos: [1] }, { position: null }],
    [{ title: 3 }, { title: '3' }],
    [{ title: {} }, { title: null }],
    [
      { inputs: {}, outputs: 'x' },
      { inputs: [], outputs: [] },
    ],
    [
      { inputs: [null, { name: 'image' }] },
      {
        inputs: [
          { id: '0', name: '0' },
          { id: '1', name: 'image' },
        ],
      },
    ],
    [
      { outputs: ['x', { name: 4 }] },
      {
        outputs: [
          { id: '0', name: '0' },
          { id: '1', name: '4' },
        ],
      },
    ],
    [{ mode: 'muted' }, { mode: 'active' }],
    [{ widgets_values: 3 }, { config: {} }],
    [{ flags: null, size: 'x', properties: 3 }, { type: 'T' }],
  ])('has fields as in %j', (fields, read) => {
    const graph = parse({ links: [], nodes: [{ ...node, ...fields }] })
    expect(graph.nodes).toMatchObject([read])
    expect(graph.notes).toBeUndefined()
  })

  it.each<[string, object, string[] | undefined]>([
    ['null among the nodes', { nodes: [null, ...nodes, null] }, undefined],
    ['a node without a type', { nodes: [{ id: 1 }, ...nodes] }, ['1 node cannot be read and was left out.']],
    [
      'a node with the id of another, and one without',
      { nodes: [...nodes, node, { type: 'T' }] },
      ['2 nodes cannot be read and were left out.'],
    ],
    ['a subgraph without an id', { definitions: { subgraphs: [{ name: 'A', nodes: [] }, null] } }, undefined],
    [
      'a subgraph with a number as its name',
      { definitions: { subgraphs: [{ id: 'a', name: 3, nodes: [] }] } },
      undefined,
    ],
    ['subgraphs that are no list', { definitions: { subgraphs: {} } }, undefined],
    ['definitions that are no object', { definitions: 'x', groups: {}, extra: null }, undefined],
    ['links that are missing', { links: undefined }, undefined],
  ])('may hold %s', (_name, fields, notes) => {
    const graph = parse({ nodes, links: [good], ...fields })
    expect(graph.format).toBe('comfyui-ui')
    expect([graph.nodes.map(({ id }) => id), graph.notes]).toEqual([['5', '2'], notes])
  })
})

describe('what ComfyUI runs', () => {
  const one = { class_type: 'T' }
  it.each<[object, string[] | undefined]>([
    [{ version: 0.4, extra: null, prompt: 'x', list: [] }, undefined],
    [{ 2: { inputs: {} } }, ['1 node cannot be read and was left out.']],
    [{ 2: { class_type: '' }, '': one }, ['2 nodes cannot be read and were left out.']],
  ])('may have %j beside its nodes', (beside, notes) => {
    const graph = parse({ 1: one, ...beside })
    expect([graph.nodes.map(({ id }) => id), graph.notes]).toEqual([['1'], notes])
  })

  it.each<[object, object]>([
    [{ _meta: { title: 1 } }, { title: '1' }],
    [{ _meta: 'x' }, { title: null }],
    [{ inputs: [] }, { config: {} }],
    [{ inputs: { a: ['1', -1], b: ['1', null] } }, { config: { a: ['1', -1], b: ['1', null] } }],
  ])('has fields as in %j', (fields, read) => {
    const graph = parse({ 1: { ...one, ...fields } })
    expect(graph.nodes).toMatchObject([read])
    expect(graph.notes).toBeUndefined()
  })
})
