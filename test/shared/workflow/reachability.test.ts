import { expect, test } from 'vitest'
import { reachabilityOf } from '../../../shared/workflow/reachability.ts'

const graph = (...pairs: [string, string][]) => ({
  nodes: [...new Set(pairs.flat())].map((id) => ({
    id,
    type: 'T',
    title: null,
    position: null,
    config: {},
    inputs: [],
    outputs: [],
    mode: 'active' as const,
  })),
  edges: pairs.map(([from, to]) => ({
    id: `${from}${to}`,
    from: { node: from, port: '' },
    to: { node: to, port: '' },
  })),
})

test('edges lead on, however many, and never back', () => {
  const reach = reachabilityOf(graph(['load', 'sample'], ['sample', 'save'], ['text', 'sample']))
  expect(reach.leads('load', 'save')).toBe(true)
  expect(reach.leads('save', 'load')).toBe(false)
  expect(reach.leads('load', 'text')).toBe(false)
  expect(reach.leads('load', 'load')).toBe(true)
  expect([reach.isEnd('save'), reach.isEnd('load')]).toEqual([true, false])
  expect([reach.has('save'), reach.has('nobody'), reach.leads('nobody', 'save')]).toEqual([true, false, false])
})

test('a circle, and a long row, come to an end', () => {
  const circle = reachabilityOf(graph(['a', 'b'], ['b', 'c'], ['c', 'a']))
  expect(circle.leads('b', 'a')).toBe(true)
  const row = reachabilityOf(graph(...Array.from({ length: 20_000 }, (_, i): [string, string] => [`${i}`, `${i + 1}`])))
  expect(row.leads('0', '20000')).toBe(true)
})
