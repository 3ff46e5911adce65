import { decodeText, type FoundTags } from './bounded-file.ts'

const tagNames = new Map([
  [0x010d, 'DocumentName'],
  [0x010e, 'ImageDescription'],
  [0x010f, 'Make'],
  [0x0110, 'Model'],
  [0x0131, 'Software'],
  [0x013b, 'Artist'],
  [0x8298, 'Copyright'],
])
const exifDirectory = 0x8769
const userComment = 0x9286
const orientation = 0x0112
const ascii = 2

interface Tiff {
  bytes: Buffer
  u16(at: number): number
  u32(at: number): number
}

/**
 * Reads the texts in EXIF data (a TIFF file without an image): those of the first directory, where ComfyUI stores its
 * own under the names of camera tags, and the user comment, where other programs do. `bytes` may begin with `Exif`, as
 * in a JPEG. Offsets beyond the data are ignored.
 */
export function readExif(bytes: Buffer): FoundTags['tags'] {
  const tiff = tiffOf(bytes)
  if (!tiff) return []
  const first = entriesOf(tiff, tiff.u32(4))
  const tags = first.flatMap(({ tag, type, data }) => {
    const value = type === ascii ? trimZeros(decodeText(data)) : ''
    return value === '' ? [] : [{ key: tagNames.get(tag) ?? `0x${tag.toString(16).padStart(4, '0')}`, value }]
  })
  const directory = first.find(({ tag }) => tag === exifDirectory)
  const comment = directory && entriesOf(tiff, directory.value).find(({ tag }) => tag === userComment)
  const value = comment && trimZeros(commentText(comment.data))
  return value ? [...tags, { key: 'UserComment', value }] : tags
}

/** Returns the orientation (0x0112) in EXIF data; 1 (upright) if there is none. */
export function readOrientation(bytes: Buffer): number {
  const tiff = tiffOf(bytes)
  const entry = tiff && entriesOf(tiff, tiff.u32(4)).find(({ tag }) => tag === orientation)
  return entry ? tiff.u16(entry.start) : 1
}

function tiffOf(data: Buffer): Tiff | undefined {
  const bytes = data.toString('latin1', 0, 4) === 'Exif' ? data.subarray(6) : data
  const order = bytes.toString('latin1', 0, 4)
  if (bytes.length < 8 || (order !== 'II*\0' && order !== 'MM\0*')) return undefined
  const little = order.startsWith('I')
  return {
    bytes,
    u16: (at) => (at + 2 > bytes.length ? 0 : little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at)),
    u32: (at) => (at + 4 > bytes.length ? 0 : little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)),
  }
}

/** Bytes per value of each type of TIFF 6.0. */
const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]

function entriesOf(tiff: Tiff, at: number) {
  const count = at >= 8 ? tiff.u16(at) : 0
  return Array.from({ length: count }, (_, index) => {
    const entry = at + 2 + index * 12
    const type = tiff.u16(entry + 2)
    const length = tiff.u32(entry + 4) * (sizes[type] ?? 0)
    const value = tiff.u32(entry + 8)
    const start = length <= 4 ? entry + 8 : value
    return { tag: tiff.u16(entry), type, value, start, data: tiff.bytes.subarray(start, start + length) }
  })
}

/** Decodes a comment; its first eight bytes name the encoding. */
function commentText(data: Buffer): string {
  const text = data.subarray(8)
  return data.toString('latin1', 0, 7) === 'UNICODE' ? decodeUtf16(text) : decodeText(text)
}

/** Decodes UTF-16 of unknown byte order: in a prompt, the high byte of most characters is zero. */
function decodeUtf16(bytes: Buffer): string {
  let zerosFirst = 0
  for (let at = 0; at + 1 < bytes.length; at += 2) zerosFirst += Number(bytes[at] === 0) - Number(bytes[at + 1] === 0)
  return new TextDecoder(zerosFirst > 0 ? 'utf-16be' : 'utf-16le').decode(bytes)
}

function trimZeros(text: string): string {
  return text.replace(/\0+$/, '').trim()
}
