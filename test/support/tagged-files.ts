import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { crc32, deflateSync } from 'node:zlib'
import { encode } from 'cborg'
import { type ClipName, clip } from './clips.ts'

const run = promisify(execFile)
const ffmpeg: string = createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg').path

/**
 * A copy of a clip at `path` that carries `tags`, as ffmpeg writes them into the container that the path names. A tag
 * has at most 128 KiB, which is what fits into an argument.
 */
export async function putTagged(name: ClipName, path: string, tags: Record<string, string>, ...options: string[]) {
  mkdirSync(dirname(path), { recursive: true })
  const metadata = Object.entries(tags).flatMap(([key, value]) => ['-metadata', `${key}=${value}`])
  await run(ffmpeg, ['-v', 'error', '-y', '-i', await clip(name), '-c', 'copy', ...metadata, ...options, path])
  return path
}

/** The same for an mp4 or mov and tags of any length: the boxes are made here, as ffmpeg makes them. */
export async function putLongTags(name: ClipName, path: string, tags: Record<string, string>): Promise<string> {
  mkdirSync(dirname(path), { recursive: true })
  const bytes = readFileSync(await clip(name))
  // It is the last box, so nothing that offsets lead to moves.
  const moov = bytes.lastIndexOf('moov') - 4
  const inside = Buffer.concat([bytes.subarray(moov + 8), box('udta', metaBox(tags))])
  writeFileSync(path, Buffer.concat([bytes.subarray(0, moov), box('moov', inside)]))
  return path
}

function metaBox(tags: Record<string, string>): Buffer {
  const version = Buffer.alloc(4)
  const handler = box('hdlr', Buffer.concat([Buffer.alloc(8), Buffer.from('mdta'), Buffer.alloc(13)]))
  const keys = Object.keys(tags).map((key) => box('mdta', Buffer.from(key)))
  const values = Object.values(tags).map((value, index) => {
    const data = box('data', Buffer.concat([uint32(1), uint32(0), Buffer.from(value)]))
    return Buffer.concat([uint32(data.length + 8), uint32(index + 1), data])
  })
  const list = box('keys', Buffer.concat([version, uint32(keys.length), ...keys]))
  return box('meta', Buffer.concat([version, handler, list, box('ilst', Buffer.concat(values))]))
}

/** The option with which ComfyUI lets mp4 and mov keep keys of their own. */
export const ownKeys = ['-movflags', 'use_metadata_tags+faststart']

type Chunk = [type: string, data: Buffer]

interface Pixels {
  head: Buffer
  /** Compressed. */
  data: Buffer
}

/** The head of a picture of this size; its pixels are not there. */
export function sized(width: number, height: number): Pixels {
  return { ...onePixel, head: Buffer.concat([uint32(width), uint32(height), Buffer.from([8, 2, 0, 0, 0])]) }
}

const onePixel: Pixels = { head: Buffer.from('00000001000000010802000000', 'hex'), data: deflateSync(Buffer.alloc(4)) }

/** A picture, of one pixel if left out, with chunks of its own, `after` those after the picture. */
export function png(chunks: Chunk[], after: Chunk[] = [], { head, data }: Pixels = onePixel): Buffer {
  const all: Chunk[] = [['IHDR', head], ...chunks, ['IDAT', data], ...after, ['IEND', Buffer.alloc(0)]]
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...all.map(pngChunk)])
}

/** Returns a PNG with more chunks behind its head. */
export function withChunks(picture: Buffer, chunks: Chunk[]): Buffer {
  const head = 8 + 12 + 13
  return Buffer.concat([picture.subarray(0, head), ...chunks.map(pngChunk), picture.subarray(head)])
}

function pngChunk([type, data]: Chunk): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  return Buffer.concat([uint32(data.length), named, uint32(crc32(named))])
}

/** `tEXt` and `comf`. */
export const textChunk = (key: string, text: string, type = 'tEXt'): Chunk => [
  type,
  Buffer.from(`${key}\0${text}`, 'latin1'),
]
export const packedChunk = (key: string, text: string): Chunk => [
  'zTXt',
  Buffer.concat([Buffer.from(`${key}\0\0`), deflateSync(text)]),
]
export const unicodeChunk = (key: string, text: string, packed = false): Chunk => [
  'iTXt',
  Buffer.concat([
    Buffer.from(`${key}\0${packed ? '\x01' : '\0'}\0en\0\0`),
    packed ? deflateSync(text) : Buffer.from(text),
  ]),
]

/**
 * EXIF data with texts by the number of their tags, and a user's comment. `order`: of bytes, `II` has the small ones
 * first.
 */
export function exif(texts: Record<number, string>, comment?: Buffer, order: 'II' | 'MM' = 'II'): Buffer {
  const number = (value: number, bytes: number) => {
    const buffer = Buffer.alloc(bytes)
    if (order === 'II') buffer.writeUIntLE(value, 0, bytes)
    else buffer.writeUIntBE(value, 0, bytes)
    return buffer
  }
  const entries = Object.entries(texts).map(([tag, text]) => ({
    tag: Number(tag),
    type: 2,
    data: Buffer.from(`${text}\0`),
  }))
  const folderSize = (count: number) => 2 + count * 12 + 4
  const firstCount = entries.length + (comment ? 1 : 0)
  let dataAt = 8 + folderSize(firstCount) + (comment ? folderSize(1) : 0)
  const datas: Buffer[] = []
  const entry = (tag: number, type: number, data: Buffer) => {
    const at = dataAt
    datas.push(data)
    dataAt += data.length
    return Buffer.concat([number(tag, 2), number(type, 2), number(data.length, 4), number(at, 4)])
  }
  const folder = (rows: Buffer[]) => Buffer.concat([number(rows.length, 2), ...rows, number(0, 4)])
  const first = entries.map(({ tag, type, data }) => entry(tag, type, data))
  if (comment)
    first.push(Buffer.concat([number(0x8769, 2), number(4, 2), number(1, 4), number(8 + folderSize(firstCount), 4)]))
  const second = comment ? folder([entry(0x9286, 7, comment)]) : Buffer.alloc(0)
  const head = Buffer.concat([Buffer.from(order), number(42, 2), number(8, 4)])
  return Buffer.concat([head, folder(first), second, ...datas])
}

export function webp(exifData: Buffer, [width = 1, height = 1]: number[] = []): Buffer {
  const canvas = Buffer.alloc(10)
  canvas.writeUIntLE(width - 1, 4, 3)
  canvas.writeUIntLE(height - 1, 7, 3)
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32LE(data.length)
    return Buffer.concat([Buffer.from(type), length, data, Buffer.alloc(data.length % 2)])
  }
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    chunk('VP8X', canvas),
    chunk('ANMF', Buffer.alloc(33)),
    chunk('EXIF', exifData),
  ])
  return Buffer.concat([Buffer.from('RIFF'), Buffer.from(Uint32Array.of(body.length).buffer), body])
}

export function jpeg(exifData: Buffer): Buffer {
  const segment = (kind: number, data: Buffer) => {
    const head = Buffer.from([0xff, kind, 0, 0])
    head.writeUInt16BE(data.length + 2, 2)
    return Buffer.concat([head, data])
  }
  const app1 = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifData])
  return Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    segment(0xe0, Buffer.alloc(14)),
    segment(0xe1, app1),
    Buffer.from('ffda', 'hex'),
  ])
}

/** A box of an mp4; `long` writes its size with 64 bits. */
export function box(type: string, data: Buffer, long = false): Buffer {
  if (!long) return Buffer.concat([uint32(data.length + 8), Buffer.from(type, 'latin1'), data])
  const size = Buffer.alloc(8)
  size.writeBigUInt64BE(BigInt(data.length + 16))
  return Buffer.concat([uint32(1), Buffer.from(type, 'latin1'), size, data])
}

const credentialsUuid = Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex')

/** The box in which an mp4 keeps content credentials. */
export function credentialsBox(jumbf: Buffer, purpose = 'manifest', long = false): Buffer {
  return box(
    'uuid',
    Buffer.concat([credentialsUuid, Buffer.alloc(4), Buffer.from(`${purpose}\0`), Buffer.alloc(8), jumbf]),
    long,
  )
}

/** A superbox of JUMBF with a label; what is in it are superboxes, or a value, which becomes CBOR. */
export function labelled(label: string, ...inside: unknown[]): Buffer {
  const description = Buffer.concat([Buffer.alloc(16), Buffer.from([3]), Buffer.from(`${label}\0`)])
  const parts = inside.map((part) => (Buffer.isBuffer(part) ? part : box('cbor', Buffer.from(encode(part)))))
  return box('jumb', Buffer.concat([box('jumd', description), ...parts]))
}

/** The manifests of a video that a model made, with one file that went into it. */
export function manifestOf(label: string, ingredient = 'urn:c2pa:start'): Buffer {
  const agent = { name: 'video-model', version: '3' }
  const digitalSourceType = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia'
  const assertions = labelled(
    'c2pa.assertions',
    labelled('c2pa.actions.v2', { actions: [{ action: 'c2pa.created', softwareAgent: agent, digitalSourceType }] }),
    labelled('c2pa.ingredient.v3', {
      'dc:title': 'start.mp4',
      'dc:format': 'video/mp4',
      relationship: 'inputTo',
      activeManifest: { url: `self#jumbf=/c2pa/${ingredient}`, hash: new Uint8Array(32) },
    }),
  )
  const claim = labelled('c2pa.claim.v2', {
    'dc:title': 'Ferry',
    claim_generator_info: { name: 'Example Video', version: '2.1' },
  })
  return labelled('c2pa', labelled(ingredient), labelled(label, assertions, claim))
}

/**
 * A clip with a box of content credentials where writers put it: before `moov`, at the end here, as offsets stay as
 * they are then.
 */
export async function putCredentials(name: ClipName, path: string, jumbf: Buffer): Promise<string> {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, Buffer.concat([readFileSync(await clip(name)), credentialsBox(jumbf)]))
  return path
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32BE(value)
  return buffer
}
