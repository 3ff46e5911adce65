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

  const still = (type: string, inputs: Inputs) => node(type, { images: ['p', 0], ...inputs })
  const picture = { p: node('VAEDecode', { samples: ['a', 0] }), ...sampled('a') }

  it.each<[string, string, Api, Partial<FileFacts>, string | null]>([
    [
      'by the size of an image',
      'ComfyUI_00001_.png',
      {
        ...{ ...picture, one: still('SaveImage', { filename_prefix: 'ComfyUI' }) },
        up: node('ImageScale', { image: ['p', 0], width: 2048, height: 2048 }),
        two: node('SaveImage', { images: ['up', 0], filename_prefix: 'ComfyUI' }),
      },
      { width: 2048, height: 2048, frames: 1 },
      'two',
    ],
    [
      'not where one gives names that nothing states',
      'final.png',
      {
        ...picture,
        one: still('SaveImage', { filename_prefix: 'base' }),
        two: still('Image Saver', { filename: 'x' }),
      },
      {},
      null,
    ],
    [
      'by the name of a preview',
      'ComfyUI_temp_abcde_00001_.png',
      { ...picture, one: still('SaveImage', { filename_prefix: 'ComfyUI' }), two: still('PreviewImage', {}) },
      {},
      'two',
    ],
    [
      'whatever words its type contains',
      'x_00001_.png',
      {
        ...{ ...picture, one: still('SaveImageWithContext', { filename_prefix: 'x' }) },
        two: still('SaveImage', { filename_prefix: 'y' }),
        three: still('SaveTextFile', { filename_prefix: 'x' }),
      },
      {},
      'one',
    ],
  ])('of an image is told %s', (_how, name, graph, known, id) => {
    const tags = [{ key: 'prompt', value: JSON.stringify(graph) }]
    const reading = parseGeneration([{ source: 'file', name, tags }], facts(known))
    expect(reading?.output_node?.id ?? null).toBe(id)
  })
})
