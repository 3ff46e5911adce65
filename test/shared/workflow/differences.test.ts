import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { definitionDifferences } from '../../../shared/workflow/differences.ts'
import { parseDefinition } from '../../../shared/workflow/parse-definition.ts'
import { graphArbitrary } from '../../support/workflow-definitions.ts'

const parse = (definition: unknown) => parseDefinition(JSON.stringify(definition))
const none = {
  nodesAdded: [],
  nodesRemoved: [],
  configChanges: [],
  modeChanges: [],
  connectionsAdded: [],
  connectionsRemoved: [],
}

describe('what changed in a definition', () => {
  const before = parse({
    nodes: [
      {
        id: 'prompt',
        type: 'TextInput',
        position: { x: 0, y: 0 },
        config: { text: 'dawn', tags: ['a', 'b'], seed: 7 },
      },
      { id: 'video', type: 'Sora2Video', config: { size: { width: 720, height: 1280 }, audio: null } },
      { id: 'join', type: 'VideoStitcher' },
    ],
    connections: [
      { from: 'prompt', to: 'video' },
      { id: 'c', from: 'video', to: 'join' },
    ],
  })

  it('is told node by node and key by key', () => {
    const after = parse({
      nodes: [
        { id: 'video', type: 'Sora2Video', config: { size: { width: 720, height: 720 }, audio: {} } },
        { id: 'prompt', type: 'TextInput', config: { text: 'dusk', tags: ['a', 'c', 'd'], steps: 20 } },
        { id: 'join', type: 'FastStitcher', config: { fade: 1 } },
        { id: 'note', type: 'Note' },
      ],
      connections: [
        { from: 'video', to: 'join' },
        { from: 'prompt', to: 'note' },
      ],
    })
    const ends = (from: string, to: string) => ({
      from: { node: from, port: 'output-0' },
      to: { node: to, port: 'input-0' },
    })
    expect(definitionDifferences(before, after)).toEqual({
      nodesAdded: [
        { id: 'join', type: 'FastStitcher' },
        { id: 'note', type: 'Note' },
      ],
      nodesRemoved: [{ id: 'join', type: 'VideoStitcher' }],
      configChanges: [
        { node: 'prompt', path: 'text', was: 'dawn', is: 'dusk' },
        { node: 'prompt', path: 'tags[1]', was: 'b', is: 'c' },
        { node: 'prompt', path: 'tags[2]', is: 'd' },
        { node: 'prompt', path: 'seed', was: 7 },
        { node: 'prompt', path: 'steps', is: 20 },
        { node: 'video', path: 'size.height', was: 1280, is: 720 },
        { node: 'video', path: 'audio', was: null, is: {} },
      ],
      modeChanges: [],
      connectionsAdded: [ends('prompt', 'note')],
      connectionsRemoved: [ends('prompt', 'video')],
    })
  })

  it('is that a node was muted', () => {
    const saved = (mode: number) => parse({ links: [], nodes: [{ id: 1, type: 'T', mode }] })
    expect(definitionDifferences(saved(0), saved(2))).toEqual({
      ...none,
      modeChanges: [{ node: '1', was: 'active', is: 'muted' }],
    })
  })

  it('is one of two equal connections', () => {
    const joined = (count: number) => {
      const connections = Array.from({ length: count }, () => ({ from: 'a', to: 'a' }))
      return parse({ nodes: [{ id: 'a', type: 'T' }], connections })
    }
    expect(definitionDifferences(joined(2), joined(1)).connectionsRemoved).toHaveLength(1)
    expect(definitionDifferences(joined(1), joined(2)).connectionsAdded).toHaveLength(1)
  })

  it('is nothing where only the order, titles, places or NaN are written again', () => {
    const text = (x: number) =>
      `{"nodes":[{"id":"a","type":"T","title":"${x}","position":{"x":${x},"y":0},"config":{"cfg":NaN}}]}`
    expect(definitionDifferences(parseDefinition(text(1)), parseDefinition(text(2)))).toEqual(none)
  })
})

describe('for any two definitions', () => {
  const pair = fc.tuple(graphArbitrary('comfyui-ui'), graphArbitrary('comfyui-ui'))

  it('equal ones differ in nothing', () => {
    fc.assert(
      fc.property(graphArbitrary('connections'), (graph) => {
        expect(definitionDifferences(graph, structuredClone(graph))).toEqual(none)
      }),
    )
  })

  it('what one way is added, the other way is removed', () => {
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const [there, back] = [definitionDifferences(one, other), definitionDifferences(other, one)]
        expect(there.nodesAdded).toEqual(back.nodesRemoved)
        expect(there.connectionsAdded).toEqual(back.connectionsRemoved)
        expect(there.configChanges).toHaveLength(back.configChanges.length)
      }),
    )
  })
})
