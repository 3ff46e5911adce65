import { expect, it } from 'vitest'
import { countNodes } from '../../../shared/workflow/graph.ts'
import { insideSubgraph } from '../../../shared/workflow/inside-subgraph.ts'
import { parseDefinition } from '../../../shared/workflow/parse-definition.ts'
import { grouped } from '../../support/comfyui-graphs.ts'
import { openLibrary } from '../../support/library.ts'
import { readTags } from '../generation/read-tags.ts'

const read = (definition: unknown) => parseDefinition(JSON.stringify(definition))

it('opens as a subgraph does, with its name, its own values, and links to what is around it', () => {
  const graph = read(grouped({ seed: 7 }))
  expect(graph.nodes.find(({ id }) => id === '10')).toMatchObject({ title: 'Sample', subgraph: 'workflow>Sample' })
  const { level, crumbs } = insideSubgraph(graph, '10')
  expect(crumbs).toEqual([{ id: '10', title: 'Sample' }])
  expect(level.nodes.map(({ id, type }) => [id, type])).toEqual([
    ['10:0', 'CLIPTextEncode'],
    ['10:1', 'KSampler'],
    ['10:2', 'VAEDecode'],
    ['10:-10', 'Inputs'],
    ['10:-20', 'Outputs'],
  ])
  expect(level.nodes.map(({ config }) => Object.values(config)).slice(0, 2)).toEqual([
    ['A ferry leaves at dusk'],
    [7, 'randomize', 20, 3.5, 'euler', 'simple', 1],
  ])
  const ends = level.edges.map(({ from, to }) => `${from.node}.${from.port} ${to.node}.${to.port}`)
  expect(ends.sort()).toEqual(
    [
      ...['10:-10.0 10:0.0', '10:-10.1 10:1.0', '10:-10.2 10:1.2', '10:-10.3 10:1.3', '10:-10.4 10:2.1'],
      ...['10:0.0 10:1.1', '10:1.0 10:2.0', '10:2.0 10:-20.0'],
    ].sort(),
  )
})

it('is read as what is inside it, with the editor’s graph alone', () => {
  const reading = readTags({ workflow: JSON.stringify(grouped({ seed: 7 })) })
  expect(reading?.details).toMatchObject({
    ...{ model: 'film.safetensors', prompt: 'A ferry leaves at dusk', negative_prompt: 'crowd' },
    ...{ seed: 7, steps: 20, cfg: 3.5, width: 832, height: 480 },
  })
  expect(reading?.output_node).toEqual({ id: '11', type: 'SaveImage' })
})

it('has no values where those of the group node cannot be told apart, as they may be older', () => {
  const definition = grouped({})
  definition.nodes[3]?.widgets_values?.pop()
  expect(readTags({ workflow: JSON.stringify(definition) })?.details).not.toHaveProperty('seed')
})

it.each(['__proto__', null, [], { nodes: 5 }, { nodes: [null] }, { nodes: [{}] }])(
  'an inside that is wrong (%j) is left out with a note',
  (inside) => {
    const graph = read({ ...grouped({}), extra: { groupNodes: { Sample: inside } } })
    expect(graph.nodes).toHaveLength(5)
    expect(graph.notes).toEqual([expect.stringContaining('The inside of the subgraph “Sample” cannot be read')])
  },
)

it('counts with its nodes in lists as in graphs', async () => {
  const { client } = await openLibrary()
  const definition = JSON.stringify(grouped({}))
  await client.workflows.create({ name: 'Grouped', definition })
  expect((await client.workflows.list({})).items[0]?.node_count).toBe(countNodes(parseDefinition(definition)))
})
