import { describe, expect, it } from 'vitest'
import type { RushesError } from '../../../shared/errors.ts'
import { parseDefinition } from '../../../shared/workflow/parse-definition.ts'

/** Returns the error with which a definition is refused, and the field that it names. */
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
  const [, field] = /^(.*?) (?:must be|is|names) /.exec(message) ?? []
  expect(refusalOf(definition)).toEqual({ message, fields: [field] })
}

const a = { id: 'a', type: 'T' }
const b = { id: 'b', type: 'T' }
const anId = 'must be a string of 1 to 256 characters or a whole number.'

describe('what is refused as a whole', () => {
  it.each([
    ['{"nodes": [}', 'Not valid JSON (line 1, column 12): a value is missing or malformed.'],
    ['[]', 'A workflow definition must be a JSON object.'],
    ['"{}"', 'A workflow definition must be a JSON object.'],
    ['null', 'A workflow definition must be a JSON object.'],
  ])('%s', (text, message) => {
    expect(refusalOf(text)).toEqual({ message, fields: undefined })
  })

  it.each([[{}], [{ prompt: 'dawn', steps: 20 }], [{ links: [], connections: [] }]])('%j', (definition) => {
    expect(refusalOf(definition).message).toBe(
      'This is not a workflow definition. Expected “nodes”, or ComfyUI’s API format: ids, each with a “class_type”.',
    )
  })
})

describe('what is refused with its place, in nodes and connections', () => {
  it.each<[unknown, string]>([
    [{ nodes: {} }, 'nodes must be a list.'],
    [{ nodes: [a, 'b'] }, 'nodes[1] must be an object.'],
    [{ nodes: [a, { id: 'b' }] }, 'nodes[1].type is missing.'],
    [{ nodes: [{ id: 'a', type: '' }] }, 'nodes[0].type must be a non-empty string.'],
    [{ nodes: [{ id: 'a', type: 3 }] }, 'nodes[0].type must be a string.'],
    [{ nodes: [{ type: 'T' }] }, 'nodes[0].id is missing.'],
    [{ nodes: [{ ...a, id: '' }] }, `nodes[0].id ${anId}`],
    [{ nodes: [{ ...a, id: 1.5 }] }, `nodes[0].id ${anId}`],
    [{ nodes: [{ ...a, id: 'x'.repeat(257) }] }, `nodes[0].id ${anId}`],
    [{ nodes: [a, b, a] }, 'nodes[2].id is “a”, the id of another node.'],
    [
      {
        nodes: [
          { ...a, id: 1 },
          { ...a, id: '1' },
        ],
      },
      'nodes[1].id is “1”, the id of another node.',
    ],
    [{ nodes: [{ ...a, title: 1 }] }, 'nodes[0].title must be a string.'],
    [{ nodes: [{ ...a, position: [1, 2] }] }, 'nodes[0].position must be an object.'],
    [{ nodes: [{ ...a, position: { x: 1 } }] }, 'nodes[0].position.y is missing.'],
    [{ nodes: [{ ...a, config: [] }] }, 'nodes[0].config must be an object.'],
    [{ nodes: [{ ...a, inputs: 'x' }] }, 'nodes[0].inputs must be a list.'],
    [{ nodes: [{ ...a, inputs: [7] }] }, 'nodes[0].inputs[0] must be a string or an object.'],
    [{ nodes: [{ ...a, outputs: ['x', {}] }] }, 'nodes[0].outputs[1].id is missing.'],
    [{ nodes: [{ ...a, outputs: ['x', { id: 'x' }] }] }, 'nodes[0].outputs[1].id is “x”, the id of another port.'],
  ])('%j', expectFault)

  it('a position that is no number', () => {
    expectFault(
      '{"nodes":[{"id":1,"type":"T","position":{"x":NaN,"y":0}}]}',
      'nodes[0].position.x must be a finite number.',
    )
  })

  const listed = { id: 'c', type: 'T', inputs: ['image'], outputs: ['video'] }
  const ends = { from: 'a', to: 'b' }
  it.each<[unknown, string]>([
    [{}, 'connections must be a list.'],
    [[3], 'connections[0] must be an object.'],
    [
      [ends, ends, { from: 'a', to: { nodeId: 'x', portId: 'in' } }],
      'connections[2].to.nodeId is “x”, but there is no such node.',
    ],
    [[{ from: 'x-output-0', to: 'b' }], 'connections[0].from is “x-output-0”, but there is no such node.'],
    [
      [{ from: `a-${'x'.repeat(257)}`, to: 'b' }],
      `connections[0].from is “a-${'x'.repeat(57)}…”, but there is no such node.`,
    ],
    [[{ from: 'a-', to: 'b' }], 'connections[0].from is “a-”, but there is no such node.'],
    [[{ from: 'a' }], 'connections[0].to is missing.'],
    [[{ from: 1, to: 'b' }], 'connections[0].from must be a string or an object.'],
    [[{ from: {}, to: 'b' }], 'connections[0].from.nodeId is missing.'],
    [[{ from: { nodeId: 'a', portId: {} }, to: 'b' }], `connections[0].from.portId ${anId}`],
    [
      [{ from: { nodeId: 'c', portId: 'sound' }, to: 'b' }],
      'connections[0].from.portId names output “sound”, which the node “c” does not have.',
    ],
    [[{ from: 'a', to: 'c-input-1' }], 'connections[0].to names input “input-1”, which the node “c” does not have.'],
    [
      [
        { id: 'e', ...ends },
        { id: 'e', ...ends },
      ],
      'connections[1].id is “e”, the id of another connection.',
    ],
  ])('%j', (connections, message) => {
    expectFault({ nodes: [a, b, listed], connections }, message)
  })
})

describe('what is refused with its place, in what ComfyUI saves', () => {
  const links: unknown[] = []
  it.each<[unknown, string]>([
    [{ links, nodes: 3 }, 'nodes must be a list.'],
    [{ links, nodes: [3] }, 'nodes[0] must be an object.'],
    [{ links, nodes: [null, { id: 1 }] }, 'nodes[1].type is missing.'],
  ])('%j', expectFault)
})

describe('what is refused with its place, in what ComfyUI runs', () => {
  it.each<[unknown, string]>([
    [{ 1: { class_type: 3 }, 2: { inputs: {} } }, '["1"].class_type must be a string.'],
    [{ '': { class_type: 'T' } }, `[""] ${anId}`],
  ])('%j', expectFault)
})
