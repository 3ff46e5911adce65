import { Readable } from 'node:stream'
import { createInflate, gunzipSync } from 'node:zlib'
import type { BoundedFile, Extent } from './bounded-file.ts'
import type { AlphaPixels } from './png.ts'
import { decodeText, type TextCollector } from './texts.ts'

const signature = /^stealth_png(info|comp)$/
const signatureBytes = 15
const headBytes = signatureBytes + 4
/** More than any text that was hidden in an image. */
const longestHiddenBytes = 1024 * 1024
/** A larger image is not decoded for it. */
const maxPixels = 64_000_000

/**
 * Reads the text that NovelAI and extensions of the AUTOMATIC1111 web UI hide in the lowest bits of the alpha channel,
 * column by column: a signature, the length in bits, and the text, compressed with gzip if the signature says so. An
 * image without the signature is decoded only as far as the signature would reach.
 */
export async function readStealth(file: BoundedFile, pixels: AlphaPixels, texts: TextCollector): Promise<void> {
  const { width, height } = pixels
  if (width < 1 || height < 1 || width * height < headBytes * 8 || width * height > maxPixels) return
  const bits = await alphaBits(file, pixels).catch(() => undefined)
  const name = bits && bytesAt(bits, 0, signatureBytes).toString('latin1')
  if (!bits || !name || !signature.test(name)) return
  const length = Math.floor(bytesAt(bits, signatureBytes, 4).readUInt32BE() / 8)
  if (length > longestHiddenBytes || (headBytes + length) * 8 > bits.length) return
  const data = bytesAt(bits, headBytes, length)
  try {
    const maxOutputLength = Math.max(1, texts.room())
    texts.add(name, decodeText(name.endsWith('comp') ? gunzipSync(data, { maxOutputLength }) : data))
  } catch {
    texts.note('The text in its alpha channel could not be decompressed and was left out.')
  }
}

/** Returns the lowest bits of the alpha channel by column; undefined without a signature, or if rows are missing. */
async function alphaBits(file: BoundedFile, { width, height, data }: AlphaPixels): Promise<Uint8Array | undefined> {
  const columns = Math.min(width, Math.ceil(((headBytes + longestHiddenBytes) * 8) / height))
  const bits = new Uint8Array(columns * height)
  const rowBytes = 1 + width * 4
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
      unfilter(row, above)
      for (let x = 0; x < columns; x++) bits[x * height + y] = (row[4 + x * 4] ?? 0) & 1
      row.copy(above)
      filled = 0
      y += 1
      if (y === Math.min(height, signatureBytes * 8) && !mayBeHidden(bits, y)) return undefined
    }
    if (y === height) return bits
  }
  return undefined
}

/** Returns whether the first column, as far as it is known, begins like a signature. */
function mayBeHidden(bits: Uint8Array, known: number): boolean {
  const count = Math.min(8, Math.floor(known / 8))
  return 'stealth_'.startsWith(bytesAt(bits, 0, count).toString('latin1'))
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

/** Reverses the filter of a row of RGBA pixels (ISO/IEC 15948, 9.2), of which the first byte is the type. */
function unfilter(row: Buffer, above: Buffer): void {
  const type = row[0]
  for (let at = 1; at < row.length; at++) {
    const left = at > 4 ? (row[at - 4] ?? 0) : 0
    const up = above[at] ?? 0
    if (type === 1) row[at] = (row[at] ?? 0) + left
    else if (type === 2) row[at] = (row[at] ?? 0) + up
    else if (type === 3) row[at] = (row[at] ?? 0) + ((left + up) >> 1)
    else if (type === 4) row[at] = (row[at] ?? 0) + paeth(left, up, at > 4 ? (above[at - 4] ?? 0) : 0)
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
