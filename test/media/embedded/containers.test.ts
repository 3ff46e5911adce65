import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { withFile } from '../../../main/media/embedded/bounded-file.ts'
import { readMetadata } from '../../../main/media/embedded/read-metadata.ts'
import { webpCanvas } from '../../../main/media/embedded/webp.ts'
import { infotext, wanPrompt } from '../../support/generated.ts'
import {
  gifOf,
  heifOf,
  jpegOf,
  matroskaOf,
  segment,
  stealthPng,
  webpOf,
  xmpPacket,
} from '../../support/image-containers.ts'
import { temporaryFolder } from '../../support/library.ts'
import {
  box,
  credentialsBox,
  exif,
  labelled,
  manifestOf,
  png,
  textChunk,
  unicodeChunk,
} from '../../support/tagged-files.ts'

async function read(bytes: Buffer) {
  const path = join(temporaryFolder(), 'file')
  writeFileSync(path, bytes)
  return await withFile(path, readMetadata)
}

const xmp = xmpPacket({ 'xmp:CreatorTool': 'Draw Things' })
const comment = Buffer.concat([Buffer.from('UNICODE\0'), Buffer.from(infotext, 'utf16le').swap16()])
const data = exif({ 272: `prompt:${wanPrompt()}` }, comment, 'MM')
const ofExif = [
  { key: 'Model', value: `prompt:${wanPrompt()}` },
  { key: 'UserComment', value: infotext },
]
const ofXmp = { key: 'XMP', value: xmp }
const store = manifestOf('urn:c2pa:ferry')
const long = 'é'.repeat(40_000)

const containers: [name: string, bytes: Buffer, tags: { key: string; value: string }[]][] = [
  ['PNG: EXIF', png([['eXIf', data]]), ofExif],
  ['PNG: XMP', png([unicodeChunk('XML:com.adobe.xmp', xmp)]), [{ key: 'XML:com.adobe.xmp', value: xmp }]],
  ['JPEG: EXIF, XMP', jpegOf(segment.exif(data), segment.xmp(xmp)), [...ofExif, ofXmp]],
  [
    'JPEG: long XMP, in any order',
    jpegOf(segment.longXmp(long.slice(30_000), 60_000, 80_000), segment.longXmp(long.slice(0, 30_000), 0, 80_000)),
    [{ key: 'XMP extension', value: long }],
  ],
  [
    'JPEG: IPTC, comment',
    jpegOf(segment.iptc({ 120: 'A ferry', 110: 'Made with Google AI' }), segment.comment('von Hand')),
    [
      { key: 'IPTC Credit', value: 'Made with Google AI' },
      { key: 'IPTC Caption-Abstract', value: 'A ferry' },
      { key: 'Comment', value: 'von Hand' },
    ],
  ],
  ['WebP: EXIF, XMP', webpOf(['EXIF', data], ['XMP ', Buffer.from(xmp)]), [...ofExif, ofXmp]],
  ['GIF: comment, XMP', gifOf({ comment: infotext, xmp }), [{ key: 'Comment', value: infotext }, ofXmp]],
  ['HEIC: EXIF, XMP', heifOf('heic', data, xmp), [...ofExif, ofXmp]],
  ['AVIF: EXIF, XMP', heifOf('avif', data, xmp), [...ofExif, ofXmp]],
  ['TIFF', Buffer.concat([data, Buffer.alloc(5000)]), ofExif],
  [
    'MP4: XMP',
    Buffer.concat([
      box('ftyp', Buffer.from('isom0000')),
      box('uuid', Buffer.concat([Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex'), Buffer.from(xmp)])),
    ]),
    [ofXmp],
  ],
  ['PNG: alpha channel', stealthPng(infotext), [{ key: 'stealth_pngcomp', value: infotext }]],
  ['PNG: alpha, plain', stealthPng(infotext, 'stealth_pnginfo'), [{ key: 'stealth_pnginfo', value: infotext }]],
  ['PNG: colours', stealthPng(infotext, 'stealth_rgbcomp'), [{ key: 'stealth_rgbcomp', value: infotext }]],
  ['PNG: colours, plain', stealthPng(infotext, 'stealth_rgbinfo'), [{ key: 'stealth_rgbinfo', value: infotext }]],
  [
    'PNG: colours beside alpha',
    stealthPng(infotext, 'stealth_rgbcomp', true),
    [{ key: 'stealth_rgbcomp', value: infotext }],
  ],
]

test.each(containers)('%s', async (_name, bytes, tags) => {
  const found = await read(bytes)
  expect(found).toEqual({ tags, notes: [], credentials: null })
  // Reading twice gives equal results.
  expect(await read(bytes)).toEqual(found)
})

const ftyp = (brand: string) => box('ftyp', Buffer.from(`${brand}0000`))
const withCredentials: [name: string, bytes: Buffer][] = [
  ['JPEG, in several segments', jpegOf(...segment.credentials(store, 200))],
  ['PNG', png([['caBX', store]])],
  ['WebP', webpOf(['C2PA', store])],
  ['HEIC', Buffer.concat([ftyp('heic'), credentialsBox(store)])],
  ['AVIF', Buffer.concat([ftyp('avif'), credentialsBox(store)])],
  ['MP4, with sizes of 64 bits', Buffer.concat([ftyp('isom'), credentialsBox(store, 'manifest', true)])],
  ['MOV', Buffer.concat([ftyp('qt  '), box('wide', Buffer.alloc(0)), credentialsBox(store)])],
  ['WebM and MKV', matroskaOf('application/c2pa', store)],
]

describe('content credentials', () => {
  it.each(withCredentials)('%s', async (_name, bytes) => {
    expect((await read(bytes)).credentials).toMatchObject({
      manifest: 'urn:c2pa:ferry',
      generator: 'Example Video 2.1',
      actions: [{ action: 'c2pa.created', source_type: 'trainedAlgorithmicMedia' }],
    })
  })

  it('do not come from another attachment', async () => {
    expect((await read(matroskaOf('font/ttf', store))).credentials).toBeNull()
  })

  it('include what made the file that was edited', async () => {
    const source = { digitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia' }
    const assertions = (...inside: Buffer[]) => labelled('c2pa.assertions', ...inside)
    const parent = { relationship: 'parentOf', c2pa_manifest: { url: 'self#jumbf=/c2pa/urn:uuid:first' } }
    const edited = labelled(
      'c2pa',
      labelled(
        'urn:uuid:first',
        assertions(labelled('c2pa.actions', { actions: [{ action: 'c2pa.created', ...source }] })),
      ),
      labelled(
        'urn:uuid:second',
        assertions(
          labelled('c2pa.actions', { actions: [{ action: 'c2pa.opened' }] }),
          labelled('c2pa.ingredient', parent),
        ),
      ),
    )
    const { credentials } = await read(png([['caBX', edited]]))
    expect(credentials?.manifest).toBe('urn:uuid:second')
    expect(credentials?.actions.map(({ action }) => action)).toEqual(['c2pa.opened', 'c2pa.created'])
  })
})

describe('a user comment', () => {
  const utf16 = (text: string) => Buffer.from(text, 'utf16le')
  const named = (name: string, text: Buffer) => Buffer.concat([Buffer.from(name.padEnd(8, '\0')), text])
  it.each([
    ['UTF-16 of the other byte order', named('UNICODE', utf16(infotext)), 'MM', infotext],
    ['UTF-8 as Unicode', named('UNICODE', Buffer.from('渡し船')), 'II', '渡し船'],
    ['UTF-16 without Latin letters', named('UNICODE', utf16('渡し船')), 'II', '渡し船'],
    ['UTF-16 as ASCII', named('ASCII', utf16(infotext)), 'II', infotext],
    ['no name, as Fooocus writes it', Buffer.from('{"prompt": "A ferry"}'), 'MM', '{"prompt": "A ferry"}'],
    ['JIS', named('JIS', Buffer.from('\x1b$BEO$7A%\x1b(B', 'latin1')), 'II', '渡し船'],
    ['Latin-1', named('ASCII', Buffer.from('caf\xe9', 'latin1')), 'II', 'café'],
    ['NUL and lone surrogates', named('UNICODE', utf16('a\0b\ud800c')), 'II', 'a\0b\ufffdc'],
  ] as const)('is read whatever it claims: %s', async (_name, text, order, expected) => {
    const { tags } = await read(jpegOf(segment.exif(exif({}, text, order))))
    expect(tags).toEqual([{ key: 'UserComment', value: expected }])
  })
})

test('the canvas of an animated WebP is in its first bytes', () => {
  expect(webpCanvas(webpOf())).toEqual({ width: 640, height: 360, isAnimated: true })
  expect(webpCanvas(Buffer.from('RIFF....WEBPVP8 '))).toBeNull()
})

describe('bad input', () => {
  it('inflates 40 bombs only up to a limit, and keeps the text beside them', async () => {
    const bomb = Buffer.concat([Buffer.from('bomb\0\0'), deflateSync(Buffer.alloc(64 * 1024 * 1024))])
    const found = await read(
      png([...Array.from({ length: 40 }, () => ['zTXt', bomb] as [string, Buffer]), textChunk('a', 'kept')]),
    )
    expect(found).toMatchObject({ tags: [{ key: 'a', value: 'kept' }], notes: [expect.stringContaining('“bomb”')] })
  })

  it('keeps no more texts than 1,000, nor more than 24 MiB', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => textChunk(`key${index}`, 'x'))
    const long = unicodeChunk('long', 'x'.repeat(10 * 1024 * 1024), true)
    for (const [chunks, count] of [
      [many, 1000],
      [[long, long, long], 2],
    ] as const) {
      const { tags, notes } = await read(png([...chunks]))
      expect(tags).toHaveLength(count)
      expect(notes).not.toEqual([])
    }
  })

  it('leaves out EXIF texts outside of the data, and does not follow chains of directories', async () => {
    const outside = exif({ 272: 'long enough for an offset', 305: 'Software' })
    outside.writeUInt32LE(0xfffffff0, 10 + 8)
    // The next directory is the first one.
    outside.writeUInt32LE(8, 10 + 2 * 12)
    const { tags, notes } = await read(jpegOf(segment.exif(outside)))
    expect(tags).toHaveLength(1)
    expect(notes).toEqual([expect.stringContaining('outside')])
  })

  it('reads one text that thousands of entries share within the limits', async () => {
    const entries = Buffer.alloc(2 + 5000 * 12)
    entries.writeUInt16LE(5000)
    for (let at = 2; at < entries.length; at += 12) {
      entries.writeUInt16LE(at, at)
      entries.writeUInt16LE(2, at + 2)
      entries.writeUInt32LE(10_000_000, at + 4)
      entries.writeUInt32LE(8 + entries.length, at + 8)
    }
    const { tags } = await read(
      Buffer.concat([Buffer.from('II*\0\x08\0\0\0', 'latin1'), entries, Buffer.alloc(10_000_000, 'x')]),
    )
    expect(tags).toHaveLength(2)
  })

  it('gives up on manifests 100,000 boxes deep, and on CBOR that is deep or states any length', async () => {
    const depth = 100_000
    const description = box('jumd', Buffer.concat([Buffer.alloc(16), Buffer.from([3]), Buffer.from('a\0')]))
    const deep = Buffer.alloc(depth * (8 + description.length))
    for (let level = 0, at = 0; level < depth; level++) {
      deep.writeUInt32BE(deep.length - at, at)
      deep.write('jumb', at + 4)
      description.copy(deep, at + 8)
      at += 8 + description.length
    }
    const claim = (cbor: Buffer) => labelled('c2pa', labelled('urn:c2pa:a', labelled('c2pa.claim', box('cbor', cbor))))
    const lengths = [
      '9bffffffffffffffff',
      '5b7fffffffffffffff',
      'bb0000000100000000',
      '9f'.repeat(100_000),
      '5f'.repeat(9),
    ]
    for (const bad of [deep, ...lengths.map((hex) => claim(Buffer.from(hex, 'hex')))]) {
      const { credentials } = await read(png([['caBX', bad]]))
      expect(credentials).toMatchObject({ actions: [], ingredients: [] })
    }
  })

  it('gives up on millions of small blocks', async () => {
    const head = Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(7), Buffer.from([0x21, 0xfe])])
    const { tags, notes } = await read(Buffer.concat([head, Buffer.alloc(1_000_000, 1)]))
    expect({ tags, notes }).toEqual({ tags: [], notes: [expect.stringContaining('more parts')] })
  })

  it('stops at chunks that are none, and at what is cut off', async () => {
    const whole = png([textChunk('a', 'kept')])
    const spoiled = Buffer.concat([whole.subarray(0, 49), Buffer.alloc(100)])
    expect(await read(spoiled)).toMatchObject({ tags: [{ key: 'a', value: 'kept' }] })
  })

  test('no mutation of any container crashes the reader, and reading twice gives equal results', async () => {
    const all = [...containers, ...withCredentials].map(([, bytes]) => bytes)
    const change = fc.record({ at: fc.nat(), to: fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 0x7f, 0xff)) })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...all),
        fc.array(change, { minLength: 1, maxLength: 5 }),
        fc.nat(),
        async (whole, changes, cut) => {
          const bytes = Buffer.from(whole)
          // Headers are at the beginning.
          for (const { at, to } of changes) bytes[at % Math.min(bytes.length, 400)] = to
          const part = bytes.subarray(0, cut % 3 === 0 ? cut % bytes.length : bytes.length)
          expect(await read(part)).toEqual(await read(part))
        },
      ),
      { numRuns: 300 },
    )
  })
})
