import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import { type BoundedFile, decodeText, type FoundTags, longestTagBytes, tooLong } from './bounded-file.ts'

const inflateBytes = promisify(inflate)
/** An animation has one or two chunks per frame. */
const maxChunks = 1_000_000

/**
 * Reads the texts of a PNG (ISO/IEC 15948, 11.3.4): `tEXt`, `zTXt`, `iTXt`, and `comf`, where ComfyUI stores those of
 * an animation, after the frames. Libraries ignore `comf`, and the format is simple: a length, four letters and data.
 * Checksums are not verified: whoever parses a damaged text notices.
 */
export async function readPngText(file: BoundedFile): Promise<FoundTags> {
  const found: FoundTags = { tags: [], notes: [] }
  let position = 8
  for (let count = 0; count < maxChunks; count++) {
    const head = await file.read(position, 8)
    if (head.length < 8) break
    const length = head.readUInt32BE(0)
    const type = head.toString('latin1', 4, 8)
    if (type === 'IEND' || position + 12 + length > file.size) break
    if (/^(tEXt|zTXt|iTXt|comf)$/.test(type)) await readChunk(file, type, position + 8, length, found)
    position += 12 + length
  }
  return found
}

async function readChunk(file: BoundedFile, type: string, position: number, length: number, found: FoundTags) {
  const start = await file.read(position, Math.min(length, 80))
  const keyEnd = start.indexOf(0)
  if (keyEnd <= 0) return
  const key = start.toString('latin1', 0, keyEnd)
  if (length > longestTagBytes) {
    found.notes.push(tooLong(key))
    return
  }
  const value = await textOf(type, (await file.read(position, length)).subarray(keyEnd + 1))
  if (value === undefined) found.notes.push(`Its text “${key}” could not be decompressed and was left out.`)
  else found.tags.push({ key, value })
}

/** Decodes what follows the key and its zero, by the type of the chunk. */
async function textOf(type: string, data: Buffer): Promise<string | undefined> {
  if (type === 'tEXt' || type === 'comf') return decodeText(data)
  if (type === 'zTXt') return data[0] === 0 ? await decompress(data.subarray(1)) : undefined
  // A flag for compression, its method, a language and the translated key, both zero-terminated.
  const languageEnd = data.indexOf(0, 2)
  const translatedEnd = languageEnd < 0 ? -1 : data.indexOf(0, languageEnd + 1)
  if (translatedEnd < 0) return undefined
  const text = data.subarray(translatedEnd + 1)
  return data[0] === 0 ? decodeText(text) : await decompress(text)
}

/** Undefined if the data is not a zlib stream, or longer than a tag may be. */
async function decompress(data: Buffer): Promise<string | undefined> {
  const bytes = await inflateBytes(data, { maxOutputLength: longestTagBytes }).catch(() => undefined)
  return bytes && decodeText(bytes)
}
