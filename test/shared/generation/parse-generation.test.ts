import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { parseGeneration } from '../../../shared/generation/parse-generation.ts'
import type { TagSource } from '../../../shared/generation/reading.ts'
import { infotext, swarmSettings, wan2gpSettings, wanPrompt, wanWorkflow } from '../../support/generated.ts'
import { readTags } from './read-tags.ts'

describe('what other programs write', () => {
  it('is the infotext of AUTOMATIC1111 and Forge', () => {
    for (const key of ['parameters', 'DESCRIPTION', 'UserComment']) {
      expect(readTags({ [key]: infotext })).toMatchObject({
        parser: 'a1111',
        details: {
          ...{ provider: 'forge', model: 'dream', prompt: 'A ferry at dusk, <lora:film:0.7>\nlight rain' },
          ...{ negative_prompt: 'text, logo,\ncrowd', seed: 118, steps: 20, sampler: 'Euler a', scheduler: 'Karras' },
          ...{ cfg: 6.5, width: 832, height: 480, loras: [{ name: 'film', strength: 0.7 }] },
        },
      })
    }
  })

  it('is Wan2GP’s settings', () => {
    expect(readTags({ COMMENT: JSON.stringify(wan2gpSettings) })).toMatchObject({
      parser: 'wan2gp',
      details: {
        ...{
          provider: 'wan2gp',
          model: 'wan2.2_i2v_high.safetensors',
          prompt: 'A ferry at dusk',
          negative_prompt: 'crowd',
        },
        ...{ seed: 118, steps: 20, sampler: 'unipc', cfg: 5, width: 832, height: 480, frames: 81 },
        loras: [
          { name: 'film.safetensors', strength: 0.8 },
          { name: 'rain.safetensors', strength: 1 },
        ],
      },
      inputs: [{ name: 'ferry.png', folder: 'input' }],
    })
  })

  it('is Wan2GP’s settings as it writes them now', () => {
    const settings = {
      ...wan2gpSettings,
      type: 'WanGP v12.60 by DeepBeepMeep - LTX-2 Distilled 19B',
      model_filename: undefined,
      prompt: '#!PROMPT!: ferry\nA ferry leaves at dusk',
      activated_loras: ['film.safetensors|styles', 'film.safetensors'],
      image_start: undefined,
    }
    const images = { image_start: [{ index: 0, filename: 'ferry.png', extension: '.png' }] }
    expect(readTags({ comment: JSON.stringify(settings), IMAGE_METADATA: JSON.stringify(images) })).toMatchObject({
      details: {
        ...{ model: 'LTX-2 Distilled 19B', prompt: 'A ferry leaves at dusk' },
        loras: [{ name: 'film.safetensors', strength: 0.8 }],
      },
      inputs: [{ name: 'ferry.png', folder: 'input' }],
    })
  })

  it.each([
    ['film, rain', '0.7,1', '0.5,0.4'],
    ['["film", "rain"]', '[0.7, 1]', '[0.5, 0.4]'],
  ])('is SwarmUI’s lists as one text: %s', (loras, loraweights, loratencweights) => {
    const sui_image_params = { prompt: 'A ferry', loras, loraweights, loratencweights }
    expect(readTags({ parameters: JSON.stringify({ sui_image_params }) })?.details.loras).toEqual([
      { name: 'film', strength: 0.7, strength_clip: 0.5 },
      { name: 'rain', strength: 1, strength_clip: 0.4 },
    ])
  })

  it('is SwarmUI’s sidecar', () => {
    expect(readTags({ sidecar: JSON.stringify(swarmSettings) }, 'a.swarm.json', 'sidecar')).toMatchObject({
      parser: 'swarmui',
      details: {
        ...{ provider: 'swarmui', model: 'wan-i2v', prompt: 'A ferry at dusk', negative_prompt: 'crowd', seed: 118 },
        ...{ steps: 20, sampler: 'euler', scheduler: 'normal', cfg: 5.5, width: 832, height: 480, frames: 81 },
        loras: [{ name: 'film', strength: 0.7 }],
      },
    })
  })

  it('is InvokeAI’s metadata', () => {
    const settings = {
      positive_prompt: 'A ferry',
      negative_prompt: 'crowd',
      model: { name: 'sdxl' },
      seed: 3,
      steps: 30,
      cfg_scale: 7,
      scheduler: 'euler',
      width: 512,
      height: 512,
      loras: [{ model: { name: 'film' }, weight: 0.5 }],
    }
    expect(readTags({ invokeai_metadata: JSON.stringify(settings) })).toMatchObject({
      parser: 'invokeai',
      details: { model: 'sdxl', prompt: 'A ferry', cfg: 7, loras: [{ name: 'film', strength: 0.5 }] },
    })
  })

  it('is nothing that anybody knows, in most videos', () => {
    expect(readTags({ comment: 'made with love', description: 'Holiday, day 3: the ferry', title: 'x' })).toBeNull()
    expect(readTags({ comment: '{"a": 1}', prompt: 'no graph', AIGC: '{"Label": "1"}' })).toBeNull()
  })
})

describe('files beside a video', () => {
  const tags = (key: string, value: string) => [{ key, value }]

  it('are believed after the video itself', () => {
    const beside = {
      source: 'sibling',
      name: 'Ferry.mp4',
      tags: tags('comment', JSON.stringify(wan2gpSettings)),
    } as const
    const itself = { source: 'file', name: 'Ferry.mp4', tags: tags('prompt', wanPrompt()) } as const
    expect(parseGeneration([itself, beside])?.parser).toBe('comfyui')
    expect(parseGeneration([{ ...itself, tags: [] }, beside])?.parser).toBe('wan2gp')
  })

  it('count as pictures only where these are of a graph that saves videos', () => {
    expect(readTags({ prompt: wanPrompt() }, 'Ferry_00001.png', 'sibling')?.parser).toBe('comfyui')
    const still = wanPrompt().replace('SaveVideo', 'SaveImage')
    expect(readTags({ prompt: still }, 'Ferry_00001.png', 'sibling')).toBeNull()
    expect(readTags({ parameters: infotext }, 'Ferry_00001.png', 'sibling')).toBeNull()
  })
})

describe('input that wants to break it', () => {
  it('is noted where it is ComfyUI’s and cannot be read', () => {
    const cut = readTags({ prompt: wanPrompt().slice(0, 500) })
    expect(cut).toMatchObject({
      parser: 'comfyui',
      definition: null,
      notes: [expect.stringContaining('ends too early')],
    })
    const dangling = readTags({ prompt: wanPrompt().replace('["52",0]', '["999",0]') })
    expect(dangling?.notes).toEqual(['1 link leads to a missing node or slot and was left out.'])
    expect(dangling?.details.prompt).toBe('A ferry leaves at dusk')
  })

  it.each([
    ['prompt', wanPrompt(), /class_type/],
    ['workflow', wanWorkflow(), /last_node_id/],
    ['comment', JSON.stringify(wan2gpSettings), /num_inference_steps"/],
    ['comment', JSON.stringify({ prompt: wanPrompt(), workflow: wanWorkflow() }), /class_type/],
    ['sidecar', JSON.stringify({ sui_image_params: { prompt: 'A ferry', model: 'wan' } }), /sui_image_params"/],
  ])('is noted once it says who wrote it, and left alone before, cut off at any point: %s', (key, whole, mark) => {
    for (let end = 0; end < whole.length; end += 1) {
      const text = whole.slice(0, end)
      const reading = readTags({ [key]: text })
      expect(reading?.definition ?? null).toBeNull()
      if (mark.test(text)) expect(reading).not.toBeNull()
      if (reading) expect(reading.notes).toEqual([expect.stringContaining('could not be parsed and is kept as text')])
    }
    expect(readTags({ [key]: whole })?.notes).toEqual([])
  })

  it('ends, with cycles too', () => {
    const graph = JSON.parse(wanPrompt())
    graph['6'].inputs.text = ['6', 0]
    graph['50'].inputs.positive = ['50', 0]
    graph['37'].inputs.model = ['41', 0]
    graph['57'].inputs.latent_image = ['58', 0]
    expect(readTags({ prompt: JSON.stringify(graph) })?.output_node?.id).toBe('60')
  })

  it('is read in a time that grows with its size, and without running out of stack', () => {
    const chain: Record<string, unknown> = {
      '0': { class_type: 'SaveVideo', inputs: { video: ['1', 0], filename_prefix: 'a' } },
    }
    for (let id = 1; id < 20_000; id++) {
      const before = [String(id + 1), 0]
      chain[id] = {
        class_type: 'KSampler',
        inputs: { seed: before, steps: before, positive: before, latent_image: before, model: before, text: before },
      }
    }
    chain['20000'] = { class_type: 'CLIPTextEncode', inputs: { text: 'far away' } }
    expect(readTags({ prompt: JSON.stringify(chain) })?.parser).toBe('comfyui')
  })

  it('is read where each of many subgraphs holds the next one twice', () => {
    const subgraphs = Array.from({ length: 40 }, (_, level) => ({
      id: `s${level}`,
      nodes: [1, 2].map((id) => ({ id, type: `s${level + 1}` })),
    }))
    const workflow = { last_node_id: 1, nodes: [{ id: 1, type: 's0' }], links: [], definitions: { subgraphs } }
    expect(readTags({ workflow: JSON.stringify(workflow) })?.parser).toBe('comfyui')
  })

  it('is read in a time that grows with its size, whatever its shape', () => {
    const count = 20_000
    const ids = Array.from({ length: count }, (_, index) => String(index))
    const images = ids.map((id) => [id, { class_type: 'LoadImage', inputs: { image: `${id}.png` } }])
    const inputs = Object.fromEntries(ids.map((id) => [`image${id}`, [id, 0]]))
    const save = { class_type: 'SaveVideo', inputs: { ...inputs, filename_prefix: 'a' } }
    const reading = readTags({ prompt: JSON.stringify({ ...Object.fromEntries(images), save }) })
    expect(reading?.inputs).toHaveLength(count)
  })

  /** A graph with one value replaced by what breaks programs: cycles, other types, odd texts. */
  const mutated = (graph: string) => {
    const tokens = [...graph.matchAll(/"[^"]*"|-?\d+/g)].map(({ index, 0: token }) => ({
      index,
      end: index + token.length,
    }))
    const odd = [
      '"\\ud800"',
      '"\\u0000"',
      '18446744073709551616',
      '-1',
      'null',
      '[]',
      '{}',
      '"__proto__"',
      '"57"',
      '2',
      '4',
    ]
    return fc.tuple(fc.nat(tokens.length - 1), fc.constantFrom(...odd)).map(([at, value]) => {
      const { index, end } = tokens[at] ?? { index: 0, end: 0 }
      return graph.slice(0, index) + value + graph.slice(end)
    })
  }
  const nestedWorkflow = wanWorkflow().replace(
    '"groups":[]',
    `"groups":[{"title":"A","bounding":[0,0,9,9]}],"definitions":{"subgraphs":[{"id":"KSampler","name":"K","nodes":[
      {"id":1,"type":"KSampler","mode":0,"inputs":[{"name":"seed","type":"INT","link":1,"widget":{"name":"seed"}}]},
      {"id":2,"type":"K2","mode":4}],"inputs":[{"name":"seed"}],"outputs":[{"name":"LATENT"}],
      "links":[[1,-10,0,1,0,"INT"],[2,1,0,-20,0,"LATENT"]]},{"id":"K2","nodes":[{"id":1,"type":"KSampler"}]}]}`,
  )

  test('whatever a tag holds, nothing is thrown, and reading it again says the same', () => {
    const key = fc.constantFrom(
      'prompt',
      'WORKFLOW',
      'comment',
      'description',
      'parameters',
      'invokeai_metadata',
      'sidecar',
    )
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((json) => JSON.stringify(json)),
      fc.tuple(fc.nat(1500), fc.nat(1500)).map(([from, length]) => wanPrompt().slice(from, from + length)),
      fc
        .tuple(fc.constantFrom('60', 'class_type', '["', 'inputs', '0'), fc.constantFrom('', '__proto__', '{', '1e999'))
        .map(([a, b]) => wanPrompt().replaceAll(a, b)),
      fc.tuple(mutated(wanPrompt()), mutated(nestedWorkflow)).map(([a, b]) => `{"prompt": ${a}, "workflow": ${b}}`),
      mutated(nestedWorkflow),
      fc.nat(nestedWorkflow.length).map((end) => nestedWorkflow.slice(0, end)),
      fc.string().map((end) => `${end}: ${infotext}${end}`),
    )
    const source = fc.constantFrom<TagSource>('file', 'sidecar', 'sibling')
    const file = fc.record({ source, name: fc.string(), tags: fc.array(fc.record({ key, value: text })) })
    fc.assert(
      fc.property(fc.array(file), (files) => {
        expect(parseGeneration(files)).toEqual(parseGeneration(files))
      }),
    )
  })
})
