import { describe, expect, it } from 'vitest'
import { parseDefinition } from '../../../shared/workflow/parse-definition.ts'

const parse = (definition: unknown) => parseDefinition(JSON.stringify(definition))

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
})
