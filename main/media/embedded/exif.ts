import type { BoundedFile, Extent } from './bounded-file.ts'
import type { Piece } from './pieces.ts'
import { countZeros, decodeText, decodeUtf8, decodeUtf16, type TextCollector } from './texts.ts'

const tagNames = new Map([
  [0x010d, 'DocumentName'],
  [0x010e, 'ImageDescription'],
  [0x010f, 'Make'],
  [0x0110, 'Model'],
  [0x0131, 'Software'],
  [0x013b, 'Artist'],
  [0x8298, 'Copyright'],
  [0x9c9b, 'XPTitle'],
  [0x9c9c, 'XPComment'],
  [0x9c9d, 'XPAuthor'],
  [0x9c9e, 'XPKeywords'],
  [0x9c9f, 'XPSubject'],
])
const [exifDirectory, makerNote, userComment, orientation] = [0x8769, 0x927c, 0x9286, 0x0112]
const ascii = 2
/** Fooocus names its format there; cameras store kilobytes. */
const longestMakerNote = 100
/** More than any program writes; a directory can have 65,535 that all refer to the same bytes. */
const maxEntries = 1000
/** The tags in which a TIFF contains metadata of other formats. */
const pieceKinds = new Map<number, Piece['kind']>([
  [0x02bc, 'xmp'],
  [0x8649, 'photoshop'],
  [0xcd41, 'credentials'],
])

interface Tiff {
  file: BoundedFile
  /** Position of the header, from which offsets count. */
  start: number
  isLittle: boolean
}

interface Entry extends Extent {
  tag: number
  type: number
  /** The value or offset. */
  value: number
}

/**
 * Reads the texts in EXIF data (a TIFF without an image) or a TIFF: those of the first directory, where ComfyUI stores
 * its own under the names of camera tags, and the user comment, where other programs do. Other directories are not
 * followed, so a chain of them ends here. Returns the metadata of other formats inside.
 */
export async function readExif(file: BoundedFile, texts: TextCollector): Promise<Piece[]> {
  const tiff = await tiffOf(file)
  if (!tiff) return []
  const pieces: Piece[] = []
  const first = await entriesOf(tiff, await u32(tiff, 4), texts)
  const directory = first.find(({ tag }) => tag === exifDirectory)
  const second = directory ? await entriesOf(tiff, directory.value, texts) : []
  for (const entry of first) {
    const kind = pieceKinds.get(entry.tag)
    if (kind) pieces.push({ kind, extents: [entry] })
    else if (entry.type === ascii || tagNames.has(entry.tag)) await addText(tiff, entry, texts)
  }
  // Fooocus writes these into the first directory.
  for (const entry of [...first, ...second]) {
    const isNote = entry.tag === makerNote && entry.length <= longestMakerNote
    if (entry.tag === userComment || isNote) await addComment(tiff, entry, texts)
  }
  return pieces
}

/** Returns the orientation (0x0112) in EXIF data; 1 (upright) if there is none. */
export async function readOrientation(file: BoundedFile): Promise<number> {
  const tiff = await tiffOf(file)
  const entry = tiff && (await entriesOf(tiff, await u32(tiff, 4))).find(({ tag }) => tag === orientation)
  return entry ? await u16(tiff, entry.position - tiff.start) : 1
}

/** EXIF data may begin with `Exif` and two bytes, as in a JPEG. */
async function tiffOf(file: BoundedFile): Promise<Tiff | undefined> {
  const head = await file.read(0, 10)
  const start = head.toString('latin1', 0, 4) === 'Exif' ? 6 : 0
  const order = head.toString('latin1', start, start + 4)
  if (order !== 'II*\0' && order !== 'MM\0*') return undefined
  return { file, start, isLittle: order.startsWith('I') }
}

async function u16({ file, start, isLittle }: Tiff, at: number): Promise<number> {
  const bytes = await file.read(start + at, 2)
  return bytes.length < 2 ? 0 : isLittle ? bytes.readUInt16LE() : bytes.readUInt16BE()
}

async function u32({ file, start, isLittle }: Tiff, at: number): Promise<number> {
  const bytes = await file.read(start + at, 4)
  return bytes.length < 4 ? 0 : isLittle ? bytes.readUInt32LE() : bytes.readUInt32BE()
}

/** Bytes per value of each type of TIFF 6.0. */
const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]

/** Lists the entries of a directory whose values are in the file; the others are noted. */
async function entriesOf(tiff: Tiff, at: number, texts?: TextCollector): Promise<Entry[]> {
  const count = at >= 8 ? Math.min(await u16(tiff, at), maxEntries) : 0
  const entries: Entry[] = []
  for (let index = 0; index < count; index++) {
    const entry = at + 2 + index * 12
    if (tiff.start + entry + 12 > tiff.file.size) break
    const [tag, type] = [await u16(tiff, entry), await u16(tiff, entry + 2)]
    const length = (await u32(tiff, entry + 4)) * (sizes[type] ?? 0)
    const value = await u32(tiff, entry + 8)
    const position = tiff.start + (length <= 4 ? entry + 8 : value)
    if (position + length <= tiff.file.size) entries.push({ tag, type, value, position, length })
    else if (type === ascii || tag === userComment)
      texts?.note('A text in its EXIF data is outside of the data and was left out.')
  }
  return entries
}

async function addText({ file }: Tiff, { tag, type, position, length }: Entry, texts: TextCollector): Promise<void> {
  const key = tagNames.get(tag) ?? `0x${tag.toString(16).padStart(4, '0')}`
  if (!texts.fits(`tag “${key}”`, length)) return
  const data = await file.read(position, length)
  texts.add(key, trimZeros(type === ascii ? decodeText(data) : new TextDecoder('utf-16le').decode(data)))
}

async function addComment(tiff: Tiff, { tag, position, length }: Entry, texts: TextCollector): Promise<void> {
  const key = tag === userComment ? 'UserComment' : 'MakerNote'
  if (!texts.fits(`tag “${key}”`, length)) return
  const text = trimZeros(commentText(await tiff.file.read(position, length), tiff.isLittle))
  // A camera's note is not a text.
  if (tag === userComment || /^[\w .-]+$/.test(text)) texts.add(key, text)
}

/**
 * Decodes a comment. Its first eight bytes name the encoding, but some programs leave them out, and some name another
 * one than they use.
 */
function commentText(data: Buffer, isLittle: boolean): string {
  const name = /^(ASCII\0\0\0|UNICODE\0|JIS\0{5}|\0{8})/.exec(data.toString('latin1', 0, 8))?.[0]
  const text = name === undefined ? data : data.subarray(8)
  const zeros = countZeros(trimZeroBytes(text))
  const isUtf16 = zeros.even + zeros.odd > text.length / 8
  if (name === 'UNICODE\0' && !isUtf16 && zeros.even + zeros.odd === 0) {
    // UTF-16 without any Latin letters, or UTF-8 under the wrong name.
    const utf8 = decodeUtf8(text)
    if (utf8 !== undefined) return utf8
  }
  if (name === 'UNICODE\0' || isUtf16) return decodeUtf16(text, isLittle ? 'utf-16le' : 'utf-16be')
  if (name?.startsWith('JIS') && text.includes(0x1b)) return new TextDecoder('iso-2022-jp').decode(text)
  return decodeText(text)
}

function trimZeroBytes(bytes: Buffer): Buffer {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end -= 1
  return bytes.subarray(0, end)
}

function trimZeros(text: string): string {
  return text.replace(/\0+$/, '')
}
