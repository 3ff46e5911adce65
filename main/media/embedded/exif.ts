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
const exifFolder = 0x8769
const userComment = 0x9286
const orientation = 0x0112
const ascii = 2

interface Tiff {
  bytes: Buffer
  u16(at: number): number
  u32(at: number): number
}

/**
 * The texts in EXIF data (a TIFF file without a picture): those of the first folder, where ComfyUI keeps its own under names of
 * cameras, and the user's comment, where others keep theirs. `bytes` may begin with `Exif`, as in a JPEG. What leads out of it
 * is passed over.
 */
export function readExif(bytes: Buffer): FoundTags['tags'] {
  const tiff = tiffOf(bytes)
  if (!tiff) return []
  const first = entriesOf(tiff, tiff.u32(4))
  const tags = first.flatMap(({ tag, type, data }) => {
    const value = type === ascii ? trimZeros(decodeText(data)) : ''
    return value === '' ? [] : [{ key: tagNames.get(tag) ?? `0x${tag.toString(16).padStart(4, '0')}`, value }]
  })
  const folder = first.find(({ tag }) => tag === exifFolder)
  const comment = folder && entriesOf(tiff, folder.value).find(({ tag }) => tag === userComment)
  const value = comment && trimZeros(commentText(comment.data))
  return value ? [...tags, { key: 'UserComment', value }] : tags
}

/** The orientation (0x0112) that EXIF data names, a number of two bytes; 1, as it is, where it names none. */
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

/** Sizes of the types of TIFF 6.0; those of a comment and of texts are bytes. */
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

/** A comment says first, in eight bytes, how its letters are written. */
function commentText(data: Buffer): string {
  const text = data.subarray(8)
  return data.toString('latin1', 0, 7) === 'UNICODE' ? decodeUtf16(text) : decodeText(text)
}

/** Two bytes a letter; which comes first is not said, but letters of a prompt have a zero there. */
function decodeUtf16(bytes: Buffer): string {
  let zerosFirst = 0
  for (let at = 0; at + 1 < bytes.length; at += 2) zerosFirst += Number(bytes[at] === 0) - Number(bytes[at + 1] === 0)
  return new TextDecoder(zerosFirst > 0 ? 'utf-16be' : 'utf-16le').decode(bytes)
}

function trimZeros(text: string): string {
  return text.replace(/\0+$/, '').trim()
}
