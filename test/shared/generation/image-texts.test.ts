import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { aiEvidenceOf } from '../../../shared/generation/ai-evidence.ts'
import { type ContentCredentials, withCredentials } from '../../../shared/generation/credentials.ts'
import { parseGeneration } from '../../../shared/generation/parse-generation.ts'
import { xmpProperties } from '../../../shared/generation/xmp.ts'
import { infotext, swarmSettings, wanPrompt, wanWorkflow } from '../../support/generated.ts'
import { xmpPacket } from '../../support/image-containers.ts'
import { readTags } from './read-tags.ts'

const iptc = 'http://cv.iptc.org/newscodes/digitalsourcetype/'
const common = { prompt: 'A ferry at dusk', negative_prompt: 'crowd', seed: 118, steps: 20, width: 832, height: 480 }
const fooocus = {
  ...{ base_model: 'juggernautXL_v8', full_prompt: ['A ferry at dusk', 'cinematic'], guidance_scale: 4 },
  ...{ loras: [['offset', 0.1, '4852686128']], metadata_scheme: 'fooocus', negative_prompt: 'crowd' },
  ...{ performance: 'Speed', prompt: 'A ferry at dusk', resolution: '(832, 480)', sampler: 'dpmpp_2m_sde_gpu' },
  ...{ scheduler: 'karras', seed: '118', sharpness: 2, steps: 20, styles: "['Fooocus V2']", version: 'Fooocus v2.5.5' },
}
const drawThings = {
  ...{ c: 'A ferry at dusk', uc: 'crowd', model: 'flux_1_dev_q8p.ckpt', sampler: 'Euler A Trailing', scale: 4.5 },
  ...{ seed: 118, size: '832x480', steps: 20, strength: 1, v2: { loras: [{ file: 'film.ckpt', weight: 0.6 }] } },
}
const novelai = {
  ...{ prompt: 'A ferry at dusk', uc: 'crowd', steps: 20, height: 480, width: 832, scale: 5, seed: 118 },
  ...{ sampler: 'k_euler_ancestral', noise_schedule: 'karras' },
}
const novelaiTexts = {
  ...{ Title: 'AI generated image', Description: 'A ferry at dusk', Software: 'NovelAI' },
  ...{ Source: 'NovelAI Diffusion V4.5 4BDE2A90', Comment: JSON.stringify(novelai) },
}
const invokeai = {
  ...{ type: 'core_metadata', positive_prompt: 'A ferry at dusk', negative_prompt: 'crowd', seed: 118, steps: 20 },
  ...{ width: 832, height: 480, cfg_scale: 7, scheduler: 'euler', model: { model_name: 'sdxl' } },
}
const oldInvokeai = {
  ...{ model: 'stable diffusion', model_weights: 'sd-1.5', app_id: 'invoke-ai/InvokeAI' },
  image: {
    ...{ prompt: [{ prompt: 'A ferry at dusk [crowd]', weight: 1 }], steps: 20, cfg_scale: 7.5 },
    ...{ height: 480, width: 832, seed: 118, sampler: 'k_lms' },
  },
}
const typed = 'A ferry at dusk --ar 16:9 --no crowd --seed 118 --v 6.1'
const midjourney = `${typed} Job ID: 0b42b58f-5e24-4c1b-9a4c-0123456789ab`
const aigc = (label: string, id = 'f123b54e') =>
  JSON.stringify({ Label: label, ContentProducer: '001191110102MACQD9K64018705', ProduceID: id, ReservedCode1: '' })
const dreamina = JSON.stringify({
  aigc_info: { aigc_label_type: 0, source_info: 'dreamina' },
  data: { os: 'web', product: 'dreamina', exportType: 'generation', pictureId: '0' },
  trace_info: { originItemId: '7590949739743448328' },
})
const typeOf = (type: string, elements = {}) => xmpPacket({ 'Iptc4xmpExt:DigitalSourceType': iptc + type }, elements)

describe('texts as programs write them into images', () => {
  it.each([
    ['ComfyUI in a PNG', { prompt: wanPrompt(), workflow: wanWorkflow() }, 'comfyui', { seed: 206275406212235 }],
    [
      'ComfyUI in EXIF',
      { Make: `workflow:${wanWorkflow()}`, Model: `prompt:${wanPrompt()}` },
      'comfyui',
      { steps: 20 },
    ],
    ['ComfyUI in a comment', { UserComment: `Prompt:${wanPrompt()}` }, 'comfyui', { steps: 20 }],
    ['ComfyUI’s graph alone', { UserComment: wanPrompt() }, 'comfyui', { steps: 20 }],
    ['Forge', { parameters: infotext }, 'a1111', { provider: 'forge', seed: 118, sampler: 'Euler a' }],
    ['with a template', { UserComment: `${infotext}\nTemplate: a {b|c}` }, 'a1111', { seed: 118, model: 'dream' }],
    ['in an alpha channel', { stealth_pnginfo: infotext }, 'a1111', { seed: 118 }],
    ['SwarmUI', { parameters: JSON.stringify(swarmSettings) }, 'swarmui', { seed: 118, cfg: 5.5 }],
    ['SwarmUI in EXIF', { UserComment: JSON.stringify(swarmSettings) }, 'swarmui', { seed: 118 }],
    [
      'Fooocus',
      { parameters: JSON.stringify(fooocus), fooocus_scheme: 'fooocus' },
      'fooocus',
      { ...common, model: 'juggernautXL_v8', cfg: 4, loras: [{ name: 'offset', strength: 0.1 }] },
    ],
    ['Fooocus in EXIF', { UserComment: JSON.stringify(fooocus), MakerNote: 'fooocus' }, 'fooocus', common],
    [
      'Fooocus as A1111',
      { parameters: infotext.replace('f2.0.1', 'Fooocus v2.5.5'), fooocus_scheme: 'a1111' },
      'a1111',
      { provider: 'fooocus', seed: 118 },
    ],
    [
      'Draw Things',
      {
        'XML:com.adobe.xmp': xmpPacket(
          { 'xmp:CreatorTool': 'Draw Things' },
          {
            'exif:UserComment': `<rdf:Alt>\n<rdf:li xml:lang="x-default">${JSON.stringify(drawThings).replaceAll('"', '&quot;')}</rdf:li></rdf:Alt>`,
          },
        ),
      },
      'drawthings',
      { ...common, model: 'flux_1_dev_q8p.ckpt', cfg: 4.5, loras: [{ name: 'film.ckpt', strength: 0.6 }] },
    ],
    [
      'NovelAI',
      novelaiTexts,
      'novelai',
      {
        ...common,
        model: 'NovelAI Diffusion V4.5 4BDE2A90',
        cfg: 5,
        sampler: 'k_euler_ancestral',
        scheduler: 'karras',
      },
    ],
    ['NovelAI in the alpha channel', { stealth_pngcomp: JSON.stringify(novelaiTexts) }, 'novelai', common],
    ['NovelAI in a WebP', { UserComment: JSON.stringify(novelaiTexts) }, 'novelai', common],
    [
      'NovelAI’s characters',
      {
        ...novelaiTexts,
        Comment: JSON.stringify({
          ...novelai,
          v4_prompt: {
            caption: { base_caption: 'A ferry', char_captions: [{ char_caption: 'a captain', centers: [] }] },
          },
        }),
      },
      'novelai',
      { prompt: 'A ferry\na captain' },
    ],
    ['InvokeAI', { invokeai_metadata: JSON.stringify(invokeai) }, 'invokeai', { ...common, model: 'sdxl', cfg: 7 }],
    [
      'InvokeAI’s graph',
      { invokeai_graph: JSON.stringify({ nodes: { a: { type: 'noise' }, core_metadata: invokeai } }) },
      'invokeai',
      { ...common, model: 'sdxl' },
    ],
    [
      'InvokeAI 2',
      { 'sd-metadata': JSON.stringify(oldInvokeai) },
      'invokeai',
      { ...common, model: 'sd-1.5', cfg: 7.5 },
    ],
    [
      'InvokeAI 1',
      { Dream: '"A ferry at dusk [crowd]" -s 20 -S 118 -W 832 -H 480 -C 7.5 -A k_lms' },
      'invokeai',
      { ...common, cfg: 7.5, sampler: 'k_lms' },
    ],
    [
      'Midjourney',
      { Description: midjourney, Author: 'somebody' },
      'midjourney',
      { prompt: typed, model: 'v6.1', negative_prompt: 'crowd', seed: 118 },
    ],
    [
      'Midjourney in XMP',
      {
        XMP: typeOf('trainedAlgorithmicMedia', {
          'dc:description': `<rdf:Alt><rdf:li>${midjourney}</rdf:li></rdf:Alt>`,
        }),
      },
      'midjourney',
      { prompt: typed },
    ],
    ['Midjourney in IPTC', { 'IPTC Caption-Abstract': midjourney }, 'midjourney', { prompt: typed }],
    [
      'a source type',
      { XMP: typeOf('trainedAlgorithmicMedia', { 'photoshop:Credit': 'Made with Google AI' }) },
      'xmp',
      { provider: 'Google AI' },
    ],
    ['Dreamina', { UserComment: dreamina }, 'aigc', { provider: 'dreamina' }],
    ['Dreamina in an MP4', { comment: dreamina }, 'aigc', { provider: 'dreamina' }],
    ['Kling', { AIGC: aigc('1', 'KLingMuse_3d917354') }, 'aigc', { provider: 'kling' }],
    [
      'an AIGC label in EXIF',
      { UserComment: `{"AIGC":${aigc('1')}}` },
      'aigc',
      { provider: '001191110102MACQD9K64018705' },
    ],
    [
      'an AIGC label in XMP',
      { XMP: xmpPacket({}, { 'TC260:AIGC': aigc('1').replaceAll('"', '&quot;') }) },
      'aigc',
      { provider: '001191110102MACQD9K64018705' },
    ],
    ['the same as an attribute', { XMP: xmpPacket({ 'TC260:AIGC': aigc('1') }) }, 'aigc', {}],
  ] as const)('are read: %s', (_name, tags, parser, details) => {
    const read = () => readTags(tags as unknown as Record<string, string>, 'Ferry.png')
    expect(read()).toMatchObject({ parser, details, notes: [] })
    // Parsing twice gives equal results.
    expect(read()).toEqual(read())
  })

  it.each([
    ['a photo', { Make: 'Canon', Model: 'EOS R5', ImageDescription: 'The ferry', Software: 'Adobe Lightroom' }],
    ['a caption with options', { Description: 'Run it with --v 6 --ar 16:9' }],
    ['an edited photo', { XMP: typeOf('compositeWithTrainedAlgorithmicMedia') }],
    ['a drawing', { XMP: typeOf('digitalCreation') }],
    ['an image by an algorithm', { XMP: typeOf('algorithmicMedia') }],
    ['a label that is not sure', { AIGC: aigc('3') }],
    ['a TikTok that is no such', { AigcInfo: '{"aigc_label_type":0}' }],
  ])('of others are not: %s', (_name, tags) => {
    expect(readTags(tags as unknown as Record<string, string>, 'Ferry.png')).toBeNull()
  })

  it.each([
    ['fooocus', { parameters: JSON.stringify(fooocus) }],
    ['swarmui', { parameters: JSON.stringify(swarmSettings) }],
    ['invokeai', { invokeai_metadata: JSON.stringify(invokeai) }],
    ['invokeai', { 'sd-metadata': JSON.stringify(oldInvokeai) }],
    ['novelai', { ...novelaiTexts }],
    ['novelai', { stealth_pngcomp: JSON.stringify(novelaiTexts) }],
    ['drawthings', { UserComment: JSON.stringify(drawThings) }],
  ] as const)('are noted where they are cut off: %s', (parser, tags) => {
    const cut = Object.entries(tags).map(([key, text]) => [key, text.startsWith('{') ? text.slice(0, -20) : text])
    const read = readTags(Object.fromEntries(cut), 'Ferry.png')
    expect(read).toMatchObject({ parser, notes: [expect.stringContaining('could not be parsed')] })
  })

  it('keep seeds of 64 bits', () => {
    const settings = { ...fooocus, seed: '18446744073709551615' }
    expect(readTags({ parameters: JSON.stringify(settings) })?.details).toMatchObject({ seed: '18446744073709551615' })
  })
})

test('XMP has attributes, elements and lists, and ends where it is broken', () => {
  const packet = xmpPacket({ 'a:one': 'x > "y"' }, { 'b:Two': '<rdf:Seq><rdf:li>z &#x26; &lt;</rdf:li></rdf:Seq>' })
  expect(Object.fromEntries(xmpProperties(packet))).toEqual({ one: 'x > "y"', two: 'z & <' })
  expect(xmpProperties(`<a:b>${'<'.repeat(100_000)}`).size).toBe(0)
  expect(xmpProperties(`<rdf:Description a:b="c`).size).toBe(0)
})

describe('evidence that a model made a file', () => {
  const none = { credentials: null, parser: null, hasGraph: false, tags: [] }
  const credentials: ContentCredentials = {
    ...{ manifest: 'urn:a', title: null, generator: 'Example Video', issuer: 'Example Studio', ingredients: [] },
    actions: [{ action: 'c2pa.created', tool: 'video-model', source_type: 'trainedAlgorithmicMedia', when: null }],
  }
  const edited = { ...credentials, actions: [{ ...credentials.actions[0], source_type: 'digitalCapture' }] }

  it('is what the file says, the strongest first', () => {
    const tags = [
      { key: 'XMP', value: typeOf('compositeWithTrainedAlgorithmicMedia') },
      { key: 'AIGC', value: aigc('2') },
    ]
    const found = aiEvidenceOf({ credentials, parser: 'comfyui', hasGraph: true, tags, statement: 'You said so.' })
    expect(found.map(({ kind }) => kind)).toEqual(['credentials', 'source_type', 'label', 'graph', 'statement'])
    expect(found[0]).toMatchObject({
      signer: 'Example Studio',
      verified: false,
      text: expect.stringContaining('not verified'),
    })
    expect(found.map(({ text }) => text).join(' ')).toMatch(/parts of it .* may have been/)
  })

  it('is none for other files', () => {
    expect(aiEvidenceOf(none)).toEqual([])
    expect(aiEvidenceOf({ ...none, credentials: edited as ContentCredentials })).toEqual([])
    expect(aiEvidenceOf({ ...none, parser: 'a1111' }).map(({ kind }) => kind)).toEqual(['parameters'])
  })

  it('prefers credentials that name the model to a label that does not', () => {
    const label = readTags({ XMP: typeOf('trainedAlgorithmicMedia') })
    expect(withCredentials(label, credentials)).toMatchObject({ parser: 'c2pa', details: { model: 'video-model' } })
    expect(withCredentials(label, null)?.parser).toBe('xmp')
    expect(withCredentials(readTags({ parameters: infotext }), credentials)?.parser).toBe('a1111')
  })
})

test.each<[string, Record<string, string>, object | null]>([
  ['InvokeAI’s prompt', { Dream: `"${'fog '.repeat(5_000_000)}" -s 20` }, { steps: 20 }],
  ['InvokeAI’s prompt with quotes', { Dream: `"${'\\"'.repeat(10_000_000)}" -s 20` }, { steps: 20 }],
  ['InvokeAI’s prompt without an end', { Dream: `"${'fog '.repeat(5_000_000)}` }, null],
  ['Midjourney’s words', { Description: midjourney.replace('crowd', 'a'.repeat(20_000_000)) }, { seed: 118 }],
  ['Midjourney’s spaces', { Description: midjourney.replace('crowd', 'a '.repeat(10_000_000)) }, { seed: 118 }],
])('20 million characters are read: %s', (_name, tags, details) => {
  const read = readTags(tags, 'Ferry.png')
  if (details === null) expect(read).toBeNull()
  else expect(read?.details).toMatchObject(details)
})

test('Midjourney’s excluded words end at the next parameter', () => {
  const words = (text: string) =>
    readTags({ Description: midjourney.replace('--no crowd', text) }, 'Ferry.png')?.details.negative_prompt
  expect(['--no crowd, a -- b', '--no fog\nrain', '--no ', '--none x'].map(words)).toEqual([
    ...['crowd, a', 'fog\nrain', undefined, undefined],
  ])
})

test('no text crashes a parser, also cut off at any point, and parsing twice gives equal results', () => {
  const whole = [
    ...[fooocus, drawThings, novelai, invokeai, oldInvokeai, { nodes: { a: invokeai } }].map((text) =>
      JSON.stringify(text),
    ),
    ...[infotext, midjourney, dreamina, aigc('1'), typeOf('trainedAlgorithmicMedia'), JSON.stringify(novelaiTexts)],
  ]
  const key = fc.constantFrom(
    ...['parameters', 'Comment', 'Description', 'UserComment', 'XMP', 'XML:com.adobe.xmp', 'AIGC', 'stealth_pngcomp'],
    ...['invokeai_metadata', 'invokeai_graph', 'sd-metadata', 'Dream', 'prompt', 'Software'],
  )
  const text = fc
    .tuple(fc.constantFrom(...whole), fc.nat(), fc.nat(), fc.constantFrom('', 'null', '[', '{', '\0', '\ud800', '<'))
    .map(([from, at, end, extra]) => {
      const cut = from.slice(0, end % 3 === 0 ? end % from.length : from.length)
      return cut.slice(0, at % (cut.length + 1)) + extra + cut.slice((at % (cut.length + 1)) + extra.length)
    })
  const tags = fc.array(fc.record({ key, value: text }), { maxLength: 4 })
  fc.assert(
    fc.property(tags, (tags) => {
      const read = () => parseGeneration([{ source: 'file', name: 'a.png', tags }])
      expect(read()).toEqual(read())
      aiEvidenceOf({ credentials: null, parser: null, hasGraph: false, tags })
    }),
    { numRuns: 500 },
  )
})
