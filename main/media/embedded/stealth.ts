import { Readable } from 'node:stream'
import { createInflate, gunzipSync } from 'node:zlib'
import type { BoundedFile, Extent } from './bounded-file.ts'
import type { HiddenPixels } from './png.ts'
import { decodeText, type TextCollector } from './texts.ts'

const signature = /^stealth_(png|rgb)(info|comp)$/
const signatureBytes = 15
const headBytes = signatureBytes + 4
/** More than any text that was hidden in an image. */
const longestHiddenBytes = 1024 * 1024
/** A larger image is not decoded for it. */
const maxPixels = 64_000_000
/** Rows after which the first column tells whether a text is hidden. */
const tellingRows = 64

/** Channels whose lowest bits may hold a text, with those that were read: by column, then by row. */
interface Plane {
  first: number
  count: number
  columns: number
  bits: Uint8Array
}

/**
 * Reads the text that NovelAI and extensions of the AUTOMATIC1111 web UI hide in the lowest bits of the pixels, column
 * by column: of the alpha channel (`stealth_pnginfo`), or of red, green and blue (`stealth_rgbinfo`). It consists of a
 * signature, the length in bits, and the text, compressed with gzip if the signature says so (`…comp`). An image
 * without the signature is decoded only as far as the signature would reach.
 */
export async function readStealth(file: BoundedFile, pixels: HiddenPixels, texts: TextCollector): Promise<void> {
  const { width, height, channels } = pixels
  if (!mayHold(width, height)) return
  const planes = [planeOf(0, 3, width, height), ...(channels === 4 ? [planeOf(3, 1, width, height)] : [])]
  const plane = await readPlanes(file, pixels, planes).catch(() => undefined)
  if (plane) addHidden(plane.bits, texts)
}

/** Reads the text in an alpha channel that was decoded: one byte per pixel, row by row. */
export function readStealthAlpha(alpha: Uint8Array, width: number, height: number, texts: TextCollector): void {
  if (!mayHold(width, height) || alpha.length < width * height) return
  const { bits, columns } = planeOf(3, 1, width, height)
  for (let x = 0; x < columns; x++)
    for (let y = 0; y < height; y++) bits[x * height + y] = (alpha[y * width + x] ?? 0) & 1
  addHidden(bits, texts)
}

/** Returns whether an image of this size may hold a text and is not too large to be decoded for it. */
export function mayHold(width: number, height: number): boolean {
  return width > 0 && height > 0 && width * height * 3 >= headBytes * 8 && width * height <= maxPixels
}

function planeOf(first: number, count: number, width: number, height: number): Plane {
  const columns = Math.min(width, Math.ceil(((headBytes + longestHiddenBytes) * 8) / (height * count)))
  return { first, count, columns, bits: new Uint8Array(columns * height * count) }
}

function addHidden(bits: Uint8Array, texts: TextCollector): void {
  const name = bytesAt(bits, 0, signatureBytes).toString('latin1')
  if (bits.length < headBytes * 8 || !signature.test(name)) return
  const length = Math.floor(bytesAt(bits, signatureBytes, 4).readUInt32BE() / 8)
  if (length > longestHiddenBytes || (headBytes + length) * 8 > bits.length) return
  const data = bytesAt(bits, headBytes, length)
  try {
    const maxOutputLength = Math.max(1, texts.room())
    texts.add(name, decodeText(name.endsWith('comp') ? gunzipSync(data, { maxOutputLength }) : data))
  } catch {
    texts.note('The text in its pixels could not be decompressed and was left out.')
  }
}

/** Returns the plane with a signature, filled; undefined if none has one, or if rows are missing. */
async function readPlanes(
  file: BoundedFile,
  { width, height, channels, data }: HiddenPixels,
  candidates: readonly Plane[],
): Promise<Plane | undefined> {
  let planes = candidates
  const rowBytes = 1 + width * channels
  const row = Buffer.alloc(rowBytes)
  const above = Buffer.alloc(rowBytes)
  let filled = 0
  let y = 0
  for await (const chunk of inflated(file, data)) {
    for (let at = 0; at < chunk.length && y < height; ) {
      const count = chunk.copy(row, filled, at, at + rowBytes - filled)
      at += count
      filled += count
      if (filled < rowBytes) continue
      unfilter(row, above, channels)
      for (const plane of planes) takeBits(plane, row, { y, height, channels })
      row.copy(above)
      filled = 0
      y += 1
      if (y === Math.min(height, tellingRows)) planes = planes.filter((plane) => mayBeHidden(plane, y))
      if (planes.length === 0) return undefined
    }
    if (y === height) return planes[0]
  }
  return undefined
}

function takeBits(
  { first, count, columns, bits }: Plane,
  row: Buffer,
  { y, height, channels }: { y: number; height: number; channels: number },
): void {
  for (let x = 0; x < columns; x++)
    for (let channel = 0; channel < count; channel++)
      bits[(x * height + y) * count + channel] = (row[1 + x * channels + first + channel] ?? 0) & 1
}

/** Returns whether the first column, of which `rows` are known, begins like a signature. */
function mayBeHidden({ bits, count }: Plane, rows: number): boolean {
  const known = Math.min(8, Math.floor((rows * count) / 8))
  return 'stealth_'.startsWith(bytesAt(bits, 0, known).toString('latin1'))
}

/** Yields the decompressed data; its end is not read if the caller leaves early. */
async function* inflated(file: BoundedFile, extents: readonly Extent[]): AsyncGenerator<Buffer> {
  const source = Readable.from(readData(file, extents))
  const inflate = source.pipe(createInflate({ chunkSize: 64 * 1024 }))
  source.on('error', (error) => inflate.destroy(error))
  try {
    yield* inflate
  } finally {
    source.destroy()
    inflate.destroy()
  }
}

async function* readData(file: BoundedFile, extents: readonly Extent[]): AsyncGenerator<Buffer> {
  for (const { position, length } of extents) {
    for (let at = 0; at < length; at += 64 * 1024)
      yield await file.read(position + at, Math.min(64 * 1024, length - at))
  }
}

/** Reverses the filter of a row of pixels of `size` bytes (ISO/IEC 15948, 9.2), of which the first byte is the type. */
function unfilter(row: Buffer, above: Buffer, size: number): void {
  const type = row[0]
  for (let at = 1; at < row.length; at++) {
    const left = at > size ? (row[at - size] ?? 0) : 0
    const up = above[at] ?? 0
    if (type === 1) row[at] = (row[at] ?? 0) + left
    else if (type === 2) row[at] = (row[at] ?? 0) + up
    else if (type === 3) row[at] = (row[at] ?? 0) + ((left + up) >> 1)
    else if (type === 4) row[at] = (row[at] ?? 0) + paeth(left, up, at > size ? (above[at - size] ?? 0) : 0)
  }
}

function paeth(left: number, up: number, corner: number): number {
  const [byLeft, byUp, byCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner
}

/** Joins bits, the highest of a byte first. */
function bytesAt(bits: Uint8Array, start: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  for (let at = 0; at < length * 8; at++) {
    const bit = bits[start * 8 + at] ?? 0
    bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (bit << (7 - (at & 7)))
  }
  return bytes
}
