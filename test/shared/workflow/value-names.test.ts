import { expect, it } from 'vitest'
import { parseComfyuiUi } from '../../../shared/workflow/comfyui-ui-format.ts'
import type { Json } from '../../../shared/workflow/graph.ts'
import { nameValues } from '../../../shared/workflow/value-names.ts'

const node = (id: number, widgets_values: Json[]) => ({ id, type: 'Unknown', pos: [0, 0], widgets_values })
const graph = parseComfyuiUi({
  nodes: [
    node(1, [7, 'randomize', 20, 'euler']),
    node(2, ['ferry.png', 'image']),
    node(3, [832, 480]),
    node(4, [832, 480]),
    node(5, ['a text']),
  ],
  links: [],
})

/** Returns the names that each node has. */
function namesBy(prompt: unknown) {
  return nameValues(graph, JSON.stringify(prompt)).nodes.map(({ widgets }) => widgets)
}

it('names values by the graph that ran: past what it does not have, and links', () => {
  const names = namesBy({
    1: { inputs: { model: ['9', 0], noise_seed: 7, steps: 20, sampler: 'euler' } },
    2: { inputs: { image: 'ferry.png' } },
    3: { inputs: { width: ['8', 0], height: 480, vae: ['9', 2] } },
    4: { inputs: { width: 640, height: 480 } },
  })
  expect(names).toEqual([
    ['noise_seed', 'control_after_generate', 'steps', 'sampler'],
    ['image'],
    ['width', 'height'],
    undefined,
    undefined,
  ])
})

it('leaves a graph as it is if nothing ran, or the text is none', () => {
  expect(nameValues(graph, null)).toBe(graph)
  expect(nameValues(graph, 'no JSON')).toBe(graph)
  expect(namesBy([])).toEqual(graph.nodes.map(() => undefined))
})
