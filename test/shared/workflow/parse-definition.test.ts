import { describe, expect, it } from 'vitest'
import { parseDefinition } from '../../../shared/workflow/parse-definition.ts'

const parse = (definition: unknown) => parseDefinition(JSON.stringify(definition))

describe('the format of a definition', () => {
  it.each<[string, unknown]>([
    ['connections', { nodes: [] }],
    ['connections', { nodes: [], connections: [], links: [], version: 1 }],
    ['comfyui-ui', { nodes: [], links: [] }],
    ['comfyui-ui', { nodes: [], last_node_id: 0 }],
    ['comfyui-ui', { nodes: [], state: {}, version: 1 }],
    ['comfyui-api', { 1: { class_type: 'T' } }],
    ['comfyui-api', { nodes: { class_type: 'T' } }],
  ])('is %s for %j', (format, definition) => {
    expect(parse(definition).format).toBe(format)
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
      'there is no such node',
    )
  })
})
