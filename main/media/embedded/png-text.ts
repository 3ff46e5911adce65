import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import { type BoundedFile, decodeText, type FoundTags, longestTagBytes, tooLong } from './bounded-file.ts'

const inflateBytes = promisify(inflate)
/** An animation has a chunk or two for each frame. */
const mostChunks = 1_000_000

/**
 * The texts of a PNG (ISO/IEC 15948, 11.3.4): `tEXt`, `zTXt`, `iTXt`, and `comf`, in which ComfyUI keeps those of an animation,
 * after the pictures. Chunks are a length, four letters and data, so that no library is needed; and those on offer pass over
 * `comf`. Checksums are not looked at: a wrong text is found out by whoever reads it.
 */
export async function readPngText(file: BoundedFile): Promise<FoundTags> {
  const found: FoundTags = { tags: [], notes: [] }
  let position = 8
  for (let count = 0; count < mostChunks; count++) {
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
  if (value === undefined) found.notes.push(`Its text “${key}” is packed in a way that cannot be unpacked.`)
  else found.tags.push({ key, value })
}

/** What follows the key and its zero, by the kind of the chunk. */
async function textOf(type: string, data: Buffer): Promise<string | undefined> {
  if (type === 'tEXt' || type === 'comf') return decodeText(data)
  if (type === 'zTXt') return data[0] === 0 ? await unpacked(data.subarray(1)) : undefined
  // Whether it is packed, how, then a language and the key in it, each with a zero at its end.
  const languageEnd = data.indexOf(0, 2)
  const translatedEnd = languageEnd < 0 ? -1 : data.indexOf(0, languageEnd + 1)
  if (translatedEnd < 0) return undefined
  const text = data.subarray(translatedEnd + 1)
  return data[0] === 0 ? decodeText(text) : await unpacked(text)
}

/** Undefined for what is no zlib stream, or becomes longer than a tag may be. */
async function unpacked(data: Buffer): Promise<string | undefined> {
  const bytes = await inflateBytes(data, { maxOutputLength: longestTagBytes }).catch(() => undefined)
  return bytes && decodeText(bytes)
}
