import { describe, expect, it } from 'vitest'
import type { RushesError } from '../../../shared/errors.ts'
import { parseDefinition } from '../../../shared/workflow/parse-definition.ts'

/** What a definition is refused with: the sentence, and the field that it blames. */
function refusalOf(definition: unknown): { message: string; fields: unknown } {
  try {
    parseDefinition(typeof definition === 'string' ? definition : JSON.stringify(definition))
  } catch (error) {
    const { code, message, data } = error as RushesError
    expect(code).toBe('BAD_INPUT')
    return { message, fields: data?.fields }
  }
  throw new Error('It was taken.')
}

function expectFault(definition: unknown, message: string): void {
  const field = message.slice(0, message.indexOf(': '))
  expect(refusalOf(definition)).toEqual({ message, fields: [field] })
}

const a = { id: 'a', type: 'T' }
const b = { id: 'b', type: 'T' }
const anId = 'it must be a text of 1 to 256 characters or a whole number.'

describe('what is refused as a whole', () => {
  it.each([
    ['{"nodes": [}', 'This is not JSON: at line 1, column 12, a value is missing or written wrongly.'],
    ['[]', 'A workflow definition is an object, which this is not.'],
    ['"{}"', 'A workflow definition is an object, which this is not.'],
    ['null', 'A workflow definition is an object, which this is not.'],
  ])('%s', (text, message) => {
    expect(refusalOf(text)).toEqual({ message, fields: undefined })
  })

  it.each([[{}], [{ prompt: 'dawn', steps: 20 }], [{ links: [], connections: [] }]])('%j', (definition) => {
    expect(refusalOf(definition).message).toBe(
      'This is no workflow definition: it has neither “nodes” nor, as ComfyUI runs them, ids with a “class_type” each.',
    )
  })
})

describe('what is refused with its place, in nodes and connections', () => {
  it.each<[unknown, string]>([
    [{ nodes: {} }, 'nodes: it must be a list.'],
    [{ nodes: [a, 'b'] }, 'nodes[1]: it must be an object.'],
    [{ nodes: [a, { id: 'b' }] }, 'nodes[1].type: it is missing.'],
    [{ nodes: [{ id: 'a', type: '' }] }, 'nodes[0].type: it must be a text that is not empty.'],
    [{ nodes: [{ id: 'a', type: 3 }] }, 'nodes[0].type: it must be a text.'],
    [{ nodes: [{ type: 'T' }] }, 'nodes[0].id: it is missing.'],
    [{ nodes: [{ ...a, id: '' }] }, `nodes[0].id: ${anId}`],
    [{ nodes: [{ ...a, id: 1.5 }] }, `nodes[0].id: ${anId}`],
    [{ nodes: [{ ...a, id: 'x'.repeat(257) }] }, `nodes[0].id: ${anId}`],
    [{ nodes: [a, b, a] }, 'nodes[2].id: another node has the id “a” too.'],
    [
      {
        nodes: [
          { ...a, id: 1 },
          { ...a, id: '1' },
        ],
      },
      'nodes[1].id: another node has the id “1” too.',
    ],
    [{ nodes: [{ ...a, title: 1 }] }, 'nodes[0].title: it must be a text.'],
    [{ nodes: [{ ...a, position: [1, 2] }] }, 'nodes[0].position: it must be an object.'],
    [{ nodes: [{ ...a, position: { x: 1 } }] }, 'nodes[0].position.y: it is missing.'],
    [{ nodes: [{ ...a, config: [] }] }, 'nodes[0].config: it must be an object.'],
    [{ nodes: [{ ...a, inputs: 'x' }] }, 'nodes[0].inputs: it must be a list.'],
    [{ nodes: [{ ...a, inputs: [7] }] }, 'nodes[0].inputs[0]: it must be a text or an object.'],
    [{ nodes: [{ ...a, outputs: ['x', {}] }] }, 'nodes[0].outputs[1].id: it is missing.'],
    [{ nodes: [{ ...a, outputs: ['x', { id: 'x' }] }] }, 'nodes[0].outputs[1].id: another port has the id “x” too.'],
  ])('%j', expectFault)

  it('a position that is no number', () => {
    expectFault(
      '{"nodes":[{"id":1,"type":"T","position":{"x":NaN,"y":0}}]}',
      'nodes[0].position.x: it must be a finite number.',
    )
  })

  const listed = { id: 'c', type: 'T', inputs: ['image'], outputs: ['video'] }
  const ends = { from: 'a', to: 'b' }
  it.each<[unknown, string]>([
    [{}, 'connections: it must be a list.'],
    [[3], 'connections[0]: it must be an object.'],
    [[ends, ends, { from: 'a', to: { nodeId: 'x', portId: 'in' } }], 'connections[2].to.nodeId: there is no node “x”.'],
    [[{ from: 'x-output-0', to: 'b' }], 'connections[0].from: there is no node “x-output-0”.'],
    [[{ from: `a-${'x'.repeat(257)}`, to: 'b' }], `connections[0].from: there is no node “a-${'x'.repeat(57)}…”.`],
    [[{ from: 'a-', to: 'b' }], 'connections[0].from: there is no node “a-”.'],
    [[{ from: 'a' }], 'connections[0].to: it is missing.'],
    [[{ from: 1, to: 'b' }], 'connections[0].from: it must be a text or an object.'],
    [[{ from: {}, to: 'b' }], 'connections[0].from.nodeId: it is missing.'],
    [[{ from: { nodeId: 'a', portId: {} }, to: 'b' }], `connections[0].from.portId: ${anId}`],
    [
      [{ from: { nodeId: 'c', portId: 'sound' }, to: 'b' }],
      'connections[0].from.portId: the node “c” has no output “sound”.',
    ],
    [[{ from: 'a', to: 'c-input-1' }], 'connections[0].to: the node “c” has no input “input-1”.'],
    [
      [
        { id: 'e', ...ends },
        { id: 'e', ...ends },
      ],
      'connections[1].id: another connection has the id “e” too.',
    ],
  ])('%j', (connections, message) => {
    expectFault({ nodes: [a, b, listed], connections }, message)
  })
})

describe('what is refused with its place, in what ComfyUI saves', () => {
  const links: unknown[] = []
  it.each<[unknown, string]>([
    [{ links, nodes: 3 }, 'nodes: it must be a list.'],
    [{ links: {}, nodes: [] }, 'links: it must be a list.'],
    [{ links, nodes: [{ id: 1 }] }, 'nodes[0].type: it is missing.'],
    [{ links, nodes: [a, a] }, 'nodes[1].id: another node has the id “a” too.'],
    [{ links, nodes: [{ ...a, pos: 'left' }] }, 'nodes[0].pos: it must be two numbers.'],
    [{ links, nodes: [{ ...a, pos: [1] }] }, 'nodes[0].pos[1]: it is missing.'],
    [{ links, nodes: [{ ...a, pos: { 0: 1, 1: 'x' } }] }, 'nodes[0].pos[1]: it must be a finite number.'],
    [{ links, nodes: [{ ...a, mode: 'muted' }] }, 'nodes[0].mode: it must be a whole number.'],
    [{ links, nodes: [{ ...a, widgets_values: 3 }] }, 'nodes[0].widgets_values: it must be a list or an object.'],
    [{ links, nodes: [{ ...a, inputs: [{ name: 1 }] }] }, 'nodes[0].inputs[0].name: it must be a text.'],
    [{ links, nodes: [{ ...a, outputs: ['x'] }] }, 'nodes[0].outputs[0]: it must be an object.'],
    [{ links: [3], nodes: [a] }, 'links[0]: it must be a list or an object.'],
    [{ links: [[1, 'a', 0]], nodes: [a] }, 'links[0][3]: it is missing.'],
    [{ links: [[1, 'a', 0, 'b', 0, '*']], nodes: [a] }, 'links[0][3]: there is no node “b”.'],
    [{ links: [[1, 'a', -1, 'a', 0, '*']], nodes: [a] }, 'links[0][2]: it must be the number of a slot.'],
    [{ links: [[1, 'a', 0, 'a', 'x', '*']], nodes: [a] }, 'links[0][4]: it must be the number of a slot.'],
    [
      {
        links: [
          [1, 'a', 0, 'a', 0],
          [1, 'a', 0, 'a', 1],
        ],
        nodes: [a],
      },
      'links[1][0]: another connection has the id “1” too.',
    ],
    [
      { links: [{ id: 1, origin_id: 'b', origin_slot: 0, target_id: 'a', target_slot: 0 }], nodes: [a] },
      'links[0].origin_id: there is no node “b”.',
    ],
    [
      { links: [{ id: 1, origin_id: 'a', origin_slot: 0, target_id: 'a' }], nodes: [a] },
      'links[0].target_slot: it is missing.',
    ],
    [{ links, nodes: [], definitions: { subgraphs: [{}] } }, 'definitions.subgraphs[0].id: it is missing.'],
  ])('%j', expectFault)
})

describe('what is refused with its place, in what ComfyUI runs', () => {
  const one = { class_type: 'T' }
  it.each<[unknown, string]>([
    [{ 1: one, 2: { inputs: {} } }, '["2"].class_type: it is missing.'],
    [{ 1: one, extra: 3 }, 'extra: it must be an object.'],
    [{ '': one }, `[""]: ${anId}`],
    [
      { 'my node': { class_type: 'T', inputs: { 'x y': ['?'.repeat(99), 0] } } },
      `["my node"].inputs["x y"]: there is no node “${'?'.repeat(59)}…”.`,
    ],
    [{ 1: { ...one, inputs: [] } }, '["1"].inputs: it must be an object.'],
    [{ 1: { ...one, _meta: { title: 1 } } }, '["1"]._meta.title: it must be a text.'],
    [{ '12:34': { ...one, inputs: { image: ['9', 0] } } }, '["12:34"].inputs.image: there is no node “9”.'],
  ])('%j', expectFault)
})
