import { expect, it } from 'vitest'
import { graphKey } from '../../../shared/generation/comfyui-key.ts'
import { parseDefinition } from '../../../shared/workflow/parse-definition.ts'
import { grouped } from '../../support/comfyui-graphs.ts'

const key = (definition: unknown) => graphKey(parseDefinition(JSON.stringify(definition)))

/** A sampler in a subgraph, whose seed is shown on the subgraph node, in each way in which editors save it. */
function sampled({ seed = 1, inner = 1, steps = 20, own = 1 }) {
  const sampler = { id: 3, type: 'KSampler', widgets_values: [inner, 'randomize', steps, 8, 'euler', 'simple', 1] }
  const custom = { id: 4, type: 'Other', inputs: [{ name: 'noise_seed', widget: { name: 'noise_seed' } }] }
  return {
    links: [],
    nodes: [
      {
        id: 1,
        type: 's',
        properties: {
          proxyWidgets: [
            ['3', 'seed'],
            ['3', 'steps'],
          ],
        },
        widgets_values: [seed, steps],
      },
      { id: 2, type: 's', inputs: [{ name: 'seed', widget: { name: 'seed' } }], widgets_values: [own] },
    ],
    definitions: { subgraphs: [{ id: 's', nodes: [sampler, { ...custom, widgets_values: [inner] }], links: [] }] },
  }
}

it('is the same for graphs that differ in the seeds of subgraphs, and another for other values', () => {
  const first = key(sampled({}))
  for (const other of [{ seed: 7 }, { inner: 8 }, { own: 9 }]) expect(key(sampled(other))).toBe(first)
  expect(key(sampled({ steps: 30 }))).not.toBe(first)
})

it('leaves out primitives that only give seeds', () => {
  const api = (value: number, input: string) => ({
    '1': { class_type: 'PrimitiveInt', inputs: { value } },
    '2': { class_type: 'KSampler', inputs: { seed: 0, [input]: ['1', 0] } },
  })
  expect(key(api(1, 'noise_seed'))).toBe(key(api(2, 'noise_seed')))
  expect(key(api(1, 'steps'))).not.toBe(key(api(2, 'steps')))
})

it('leaves out the seeds of group nodes', () => {
  expect(key(grouped({ seed: 5 }))).toBe(key(grouped({ seed: 6 })))
  expect(key(grouped({ steps: 5 }))).not.toBe(key(grouped({ steps: 6 })))
})
