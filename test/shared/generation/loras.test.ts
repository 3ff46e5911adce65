import { expect, test } from 'vitest'
import { readTags } from './read-tags.ts'

const settings = 'Steps: 20, Sampler: Euler a, Seed: 118'
const film = { name: 'film', strength: 0.5 }
const both = { ...film, strength_clip: 0.8 }
const json = (of: unknown) => JSON.stringify(of)

test.each<[string, Record<string, string>, object[]]>([
  ['A1111, both strengths', { parameters: `dusk <lora:film:0.8:0.5> <lora:film:1>\n${settings}` }, [both]],
  [
    'A1111, one',
    { parameters: `dusk <lora:film:0.5> <lora:rain>\n${settings}` },
    [film, { name: 'rain', strength: null }],
  ],
  ['A1111, blocks', { parameters: `dusk <lora:film:0.5:lbw=OUTALL>\n${settings}` }, [film]],
  ['A1111, by name', { parameters: `dusk <lora:film:te=0.8:unet=0.5>\n${settings}` }, [both]],
  [
    'SwarmUI',
    {
      parameters: json({
        sui_image_params: { loras: ['film', 'film'], loraweights: ['0.5', '1'], loratencweights: ['0.8', '1'] },
      }),
    },
    [both],
  ],
  [
    'InvokeAI',
    {
      invokeai_metadata: json({
        loras: [
          { model: { name: 'film' }, weight: 0.5 },
          { lora: 'film', weight: 1 },
        ],
      }),
    },
    [film],
  ],
  [
    'Fooocus',
    {
      parameters: json({
        metadata_scheme: 'fooocus',
        loras: [
          ['film', 0.5],
          ['film', 1],
        ],
        lora_combined_1: 'film : 0.3',
      }),
    },
    [film],
  ],
  [
    'Draw Things',
    {
      usercomment: json({
        c: 'dusk',
        uc: '',
        sampler: 'Euler',
        model: 'flux',
        lora: [
          { model: 'film', weight: 0.5 },
          { file: 'film', weight: 1 },
        ],
      }),
    },
    [film],
  ],
  [
    'Wan2GP',
    { comment: json({ type: 'WanGP', activated_loras: ['film', 'a/film', 'rain'], loras_multipliers: '0.5 1 0.7' }) },
    [film, { name: 'rain', strength: 0.7 }],
  ],
])('each LoRA is listed once, with its strengths: %s', (_name, tags, loras) => {
  expect(readTags(tags)?.details.loras).toEqual(loras)
})
