import { describe, expect, it } from 'vitest'
import { parseGeneration } from '../../../shared/generation/parse-generation.ts'
import type { FileFacts } from '../../../shared/generation/reading.ts'
import { type Api, type Inputs, node, sampled } from '../../support/comfyui-graphs.ts'
import { readTags } from './read-tags.ts'

describe('the node that saved a file', () => {
  const latent = (width: number, length: number) => node('EmptyHunyuanLatentVideo', { width, height: 480, length })
  const video = (id: string, type: string, inputs: Inputs, width = 832, length = 81): Api => ({
    [`${id}l`]: latent(width, length),
    [id]: node(type, { images: [`${id}l`, 0], ...inputs }),
  })
  const vhs = 'VHS_VideoCombine'
  const facts = (known: Partial<FileFacts>): FileFacts => ({
    ...{ width: null, height: null, frames: null, fps: null },
    ...known,
  })

  it.each<[string, string, Api, Partial<FileFacts>, string | null]>([
    [
      'by the date in its name',
      '2026-03-14_ferry_00001.mp4',
      {
        ...video('a', vhs, { filename_prefix: 'day/%date:yyyy-MM-dd%_ferry' }),
        ...video('b', vhs, { filename_prefix: '%KSampler.seed%' }),
      },
      {},
      null,
    ],
    [
      'by a date that only one pattern allows',
      'x_2026_00001.mp4',
      {
        ...video('a', vhs, { filename_prefix: 'x_%date:yyyy%' }),
        ...video('b', vhs, { filename_prefix: 'x_%width%x%height%' }),
      },
      {},
      'a',
    ],
    [
      'by its counter',
      'Ferry_00001_.mp4',
      {
        ...video('a', vhs, { filename_prefix: 'Ferry' }),
        ...video('b', 'SaveVideo', { filename_prefix: 'Ferry' }),
      },
      {},
      'b',
    ],
    [
      'by its container',
      'Ferry_00001.webm',
      {
        ...video('a', vhs, { filename_prefix: 'Ferry', format: 'video/h264-mp4' }),
        ...video('b', vhs, { filename_prefix: 'Ferry', format: 'video/vp9-webm' }),
      },
      {},
      'b',
    ],
    [
      'by its frame rate',
      'Ferry_00001.mp4',
      {
        ...video('a', vhs, { filename_prefix: 'Ferry', frame_rate: 16 }),
        ...video('b', vhs, { filename_prefix: 'Ferry', frame_rate: 32 }),
      },
      { fps: 32 },
      'b',
    ],
    [
      'by its number of frames',
      'Ferry_00001.mp4',
      {
        ...video('a', vhs, { filename_prefix: 'Ferry' }, 832, 81),
        ...video('b', vhs, { filename_prefix: 'Ferry' }, 832, 33),
      },
      { frames: 33 },
      'b',
    ],
    [
      'by its size',
      'Ferry_00001.mp4',
      {
        ...video('a', vhs, { filename_prefix: 'Ferry' }, 832),
        ...video('b', vhs, { filename_prefix: 'Ferry' }, 1664),
      },
      { width: 832, height: 480 },
      'a',
    ],
    [
      'not by its place in the graph',
      'Ferry_00001.mp4',
      { ...video('a', vhs, { filename_prefix: 'b' }), ...video('b', vhs, { filename_prefix: 'c' }) },
      { fps: 16 },
      null,
    ],
  ])('is told %s', (_how, name, graph, known, id) => {
    const tags = [{ key: 'prompt', value: JSON.stringify(graph) }]
    const reading = parseGeneration([{ source: 'file', name, tags }], facts(known))
    expect(reading?.output_node?.id ?? null).toBe(id)
    expect(reading?.notes).toEqual(id === null ? ['2 nodes of its graph may have saved it, so none is named.'] : [])
  })

  it('is not claimed among several, but what all of them share is', () => {
    const graph = {
      ...sampled('a'),
      one: node(vhs, { images: ['a', 0], filename_prefix: 'x' }),
      two: node(vhs, { images: ['up', 0], filename_prefix: 'x' }),
      up: node('ImageUpscaleWithModel', { image: ['a', 0], upscale_model: ['m', 0] }),
      m: node('UpscaleModelLoader', { model_name: 'esrgan.pth' }),
    }
    const reading = readTags({ prompt: JSON.stringify(graph) }, 'x_00001.mp4')
    expect(reading).toMatchObject({ output_node: null, details: { model: 'a.safetensors', seed: 1 } })
    expect(reading?.details).not.toHaveProperty('passes')
  })
})
