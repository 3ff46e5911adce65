import { describe, expect, it } from 'vitest'
import { wanPrompt } from '../../support/generated.ts'
import { readTags } from './read-tags.ts'

describe('what a bypassed, muted or nested node of the editor does', () => {
  const port = (name: string, type: string, link: number | null = null) => ({ name, type, link })
  const loader = (id: number, name: string) => ({
    ...{ id, type: 'UNETLoader', mode: 0, inputs: [], outputs: [port('MODEL', 'MODEL')], widgets_values: [name] },
  })
  const loraLoader = (id: number, name: string, mode: number) => ({
    ...{ id, type: 'LoraLoaderModelOnly', mode, inputs: [port('model', 'MODEL')], outputs: [port('MODEL', 'MODEL')] },
    widgets_values: [name, 1],
  })
  const sampler = {
    ...{ id: 3, type: 'KSampler', mode: 0, outputs: [port('LATENT', 'LATENT')] },
    inputs: [port('model', 'MODEL'), port('positive', 'CONDITIONING')],
    widgets_values: [8, 'fixed', 20, 3, 'euler', 'simple', 1],
  }
  const text = (id: number, inputs: object[] = []) => ({
    ...{ id, type: 'CLIPTextEncode', inputs, outputs: [port('CONDITIONING', 'CONDITIONING')] },
    widgets_values: ['A ferry'],
  })
  const save = { id: 9, type: 'SaveVideo', inputs: [port('video', 'VIDEO')], widgets_values: ['Ferry'] }
  const read = (nodes: object[], links: unknown[][], more: object = {}) =>
    readTags({ workflow: JSON.stringify({ last_node_id: 9, nodes, links, ...more }) })
  const chain = [
    [1, 1, 0, 2, 0, 'MODEL'],
    [2, 2, 0, 3, 0, 'MODEL'],
    [3, 3, 0, 9, 0, 'VIDEO'],
  ]

  it.each([
    [0, { model: 'wan', loras: [{ name: 'film', strength: 1 }] }],
    [4, { model: 'wan' }],
    [2, { seed: 8 }],
  ])('mode %d', (mode, details) => {
    const reading = read([loader(1, 'wan'), loraLoader(2, 'film', mode), sampler, save], chain)
    expect(reading?.details).toMatchObject(details)
    if (mode !== 0) expect(reading?.details).not.toHaveProperty('loras')
    if (mode === 2) expect(reading?.details).not.toHaveProperty('model')
  })

  it('a bypassed node passes on the input of the same type, not the first', () => {
    const nodes = [
      text(1),
      { ...loader(4, 'wan'), id: 4 },
      {
        ...{ id: 2, type: 'X', mode: 4, inputs: [port('model', 'MODEL'), port('cond', 'CONDITIONING')] },
        outputs: [port('out', 'CONDITIONING')],
      },
      sampler,
      save,
    ]
    const links = [
      [1, 4, 0, 2, 0, 'MODEL'],
      [2, 1, 0, 2, 1, 'CONDITIONING'],
      [3, 2, 0, 3, 1, 'CONDITIONING'],
      [4, 3, 0, 9, 0, 'VIDEO'],
    ]
    expect(read(nodes, links)?.details).toMatchObject({ prompt: 'A ferry', seed: 8 })
  })

  it('an unknown node is followed by the type of its links, whatever their order', () => {
    const both = [port('clip', 'CLIP'), port('model', 'MODEL'), port('cond', 'CONDITIONING')]
    const unknown = {
      ...{ id: 2, type: 'SomebodysPipe', mode: 0, inputs: both, widgets_values: ['not a prompt'] },
      outputs: [port('a', 'CONDITIONING'), port('b', 'MODEL')],
    }
    const wired = { ...sampler, inputs: [port('model', 'MODEL'), port('positive', 'CONDITIONING')] }
    const links = [
      [1, 4, 0, 2, 1, 'MODEL'],
      [2, 1, 0, 2, 2, 'CONDITIONING'],
      [3, 2, 1, 3, 0, 'MODEL'],
      [4, 2, 0, 3, 1, 'CONDITIONING'],
      [5, 3, 0, 9, 0, 'VIDEO'],
    ]
    const reading = read([text(1), { ...loader(4, 'wan'), id: 4 }, unknown, wired, save], links)
    expect(reading?.details).toMatchObject({ prompt: 'A ferry', model: 'wan', seed: 8 })
  })

  const inside = {
    id: 'sub',
    name: 'Sampling',
    nodes: [loader(1, 'wan'), sampler, text(4)],
    inputs: [{ name: 'steps', type: 'INT' }],
    outputs: [{ name: 'LATENT', type: 'LATENT' }],
    links: [
      { id: 1, origin_id: 1, origin_slot: 0, target_id: 3, target_slot: 0, type: 'MODEL' },
      { id: 2, origin_id: 4, origin_slot: 0, target_id: 3, target_slot: 1, type: 'CONDITIONING' },
      { id: 3, origin_id: 3, origin_slot: 0, target_id: -20, target_slot: 0, type: 'LATENT' },
    ],
  }
  const instance = (mode: number) => ({ id: 5, type: 'sub', mode, outputs: [port('LATENT', 'LATENT')], inputs: [] })

  it.each([
    [0, { model: 'wan', prompt: 'A ferry', seed: 8 }],
    [2, { provider: 'comfyui' }],
  ])('the nodes in a subgraph ran, unless it is muted: mode %d', (mode, details) => {
    const links = [[1, 5, 0, 9, 0, 'VIDEO']]
    const reading = read([instance(mode), save], links, { definitions: { subgraphs: [inside] } })
    expect(reading?.details).toEqual(expect.objectContaining(details))
    if (mode === 2) expect(reading?.details).toEqual(details)
  })

  it('values that a subgraph node has for nodes inside come before theirs, also of a subgraph in a subgraph', () => {
    const proxies = (...proxyWidgets: [string, string][]) => ({ properties: { proxyWidgets } })
    const one = { ...instance(0), ...proxies(['3', 'seed'], ['3', 'steps']), widgets_values: [77, 12] }
    const links = [[1, 5, 0, 9, 0, 'VIDEO']]
    const definitions = { subgraphs: [inside] }
    expect(read([one, save], links, { definitions })?.details).toMatchObject({ seed: 77, steps: 12, prompt: 'A ferry' })
    // Without values of its own, those inside hold.
    expect(read([{ ...one, widgets_values: [] }, save], links, { definitions })?.details).toMatchObject({ seed: 8 })
    const outer = {
      ...inside,
      ...{ id: 'outer', nodes: [{ ...one, id: 6 }], inputs: [] },
      links: [{ id: 1, origin_id: 6, origin_slot: 0, target_id: -20, target_slot: 0, type: 'LATENT' }],
    }
    const around = { ...instance(0), type: 'outer', ...proxies(['6', 'seed']), widgets_values: [99] }
    const nested = read([around, save], links, { definitions: { subgraphs: [inside, outer] } })
    expect(nested?.details).toMatchObject({ seed: 99, steps: 12 })
  })

  it('names of values in the file come before the table', () => {
    const widget = (name: string) => ({ name, type: 'INT', link: null, widget: { name } })
    const renamed = {
      ...sampler,
      inputs: [...sampler.inputs, widget('steps'), widget('seed'), widget('cfg')],
      widgets_values: [30, 7, 'randomize', 2.5],
    }
    expect(read([renamed, save], [[3, 3, 0, 9, 0, 'VIDEO']])?.details).toMatchObject({ seed: 7, steps: 30, cfg: 2.5 })
  })

  it('the graph that ran decides, and nodes are the same only with the same type', () => {
    const workflow = JSON.stringify({ last_node_id: 60, nodes: [{ id: 60, type: 'Note' }], links: [] })
    const reading = readTags({ prompt: wanPrompt(), workflow })
    expect(reading).toMatchObject({ definition: { text: wanPrompt() }, output_node: { id: '60', type: 'SaveVideo' } })
  })
})
