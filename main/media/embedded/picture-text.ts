import { type BoundedFile, type FoundTags, longestTagBytes } from './bounded-file.ts'
import { readExif } from './exif.ts'
import { readPngText } from './png-text.ts'

const none: FoundTags = { tags: [], notes: [] }

/** The texts that a PNG, WebP or JPEG carries, known by its first bytes; null for any other file. */
export async function readPictureText(file: BoundedFile): Promise<FoundTags | null> {
  const head = await file.read(0, 12)
  if (head.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n') return await readPngText(file)
  if (head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8) === 'WEBP') return await readWebp(file)
  if (head.toString('hex', 0, 3) === 'ffd8ff') return await readJpeg(file)
  return null
}

const mostChunks = 1_000_000

/** Chunks of a WebP (RFC 9649): four letters, a length, data to an even length. EXIF may come after the frames. */
async function readWebp(file: BoundedFile): Promise<FoundTags> {
  let position = 12
  for (let count = 0; count < mostChunks; count++) {
    const head = await file.read(position, 8)
    if (head.length < 8) break
    const length = head.readUInt32LE(4)
    if (head.toString('latin1', 0, 4) === 'EXIF') return await readExifAt(file, position + 8, length)
    position += 8 + length + (length % 2)
  }
  return none
}

/** Segments of a JPEG up to the picture. EXIF is in one of the kind APP1. */
async function readJpeg(file: BoundedFile): Promise<FoundTags> {
  let position = 2
  for (let count = 0; count < 1000; count++) {
    const head = await file.read(position, 10)
    if (head.length < 10 || head[0] !== 0xff || head[1] === 0xda) break
    const length = head.readUInt16BE(2)
    if (head[1] === 0xe1 && head.toString('latin1', 4, 8) === 'Exif') {
      return await readExifAt(file, position + 4, length - 2)
    }
    position += 2 + length
  }
  return none
}

async function readExifAt(file: BoundedFile, position: number, length: number): Promise<FoundTags> {
  if (length > longestTagBytes) return { tags: [], notes: ['Its EXIF data is longer than 16 MiB and was left out.'] }
  return { tags: readExif(await file.read(position, length)), notes: [] }
}
