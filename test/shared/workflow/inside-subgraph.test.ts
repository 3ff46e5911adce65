import { expect, test } from 'vitest'
import { findNode, insideSubgraph } from '../../../shared/workflow/inside-subgraph.ts'
import { parseDefinition } from '../../../shared/workflow/parse-definition.ts'

const graph = parseDefinition(
  JSON.stringify({
    nodes: [
      { id: 12, type: 'outer', title: 'Sample' },
      { id: 13, type: 'outer' },
    ],
    links: [],
    definitions: {
      subgraphs: [
        {
          ...{ id: 'outer', name: 'Twice', nodes: [{ id: 5, type: 'inner' }], groups: [] },
          links: [{ id: 1, origin_id: 5, origin_slot: 0, target_id: -20, target_slot: 0 }],
        },
        { id: 'inner', name: 'Once', nodes: [{ id: 7, type: 'KSampler' }] },
      ],
    },
  }),
)

test.each([
  ['12', ['12:5', '12:-10', '12:-20'], ['Sample']],
  ['13:5', ['13:5:7', '13:5:-10', '13:5:-20'], ['Twice', 'Once']],
  [undefined, ['12', '13'], []],
  ['12:7', ['12', '13'], []],
  ['99', ['12', '13'], []],
])('the level inside %s', (path, ids, titles) => {
  const { level, crumbs } = insideSubgraph(graph, path)
  expect(level.nodes.map(({ id }) => id)).toEqual(ids)
  expect(crumbs.map(({ title }) => title)).toEqual(titles)
})

test('instances share their definition, and their nodes are found by path', () => {
  expect(insideSubgraph(graph, '12').level.edges).toMatchObject([{ from: { node: '12:5' }, to: { node: '12:-20' } }])
  expect([findNode(graph, '12:5:7')?.type, findNode(graph, '13:5:7')?.type]).toEqual(['KSampler', 'KSampler'])
  expect(findNode(graph, '12:7')).toBeUndefined()
})
