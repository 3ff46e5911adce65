import type { BoundedFile, Extent } from './bounded-file.ts'
import { type FoundPieces, maxPieces, type Piece } from './pieces.ts'

/** An animation has one or two chunks per frame. */
const maxChunks = 1_000_000
const kinds = new Map<string, Piece['kind']>([
  ['tEXt', 'tEXt'],
  ['zTXt', 'zTXt'],
  ['iTXt', 'iTXt'],
  // ComfyUI stores the texts of an animation in it, after the frames.
  ['comf', 'tEXt'],
  ['eXIf', 'exif'],
  ['caBX', 'credentials'],
])

/** The pixels of a PNG, which may hide a text. */
export interface HiddenPixels {
  width: number
  height: number
  /** Red, green, blue and, if there are 4, alpha; a byte each. */
  channels: 3 | 4
  /** The compressed data. */
  data: Extent[]
}

/** A PNG: its metadata, and its pixels if their colours are of 8 bits and not interlaced. */
export interface Png extends FoundPieces {
  pixels?: HiddenPixels
}

/**
 * Finds the metadata of a PNG (ISO/IEC 15948, 11.3): a length, four letters, data and a checksum, which is not
 * verified: whoever parses a damaged text notices. Ends at the first chunk that is none.
 */
export async function findInPng(file: BoundedFile): Promise<Png> {
  const pieces: Piece[] = []
  const data: Extent[] = []
  let position = 8
  for (let count = 0; count < maxChunks; count++) {
    const head = await file.read(position, 8)
    const length = head.length < 8 ? 0 : head.readUInt32BE(0)
    const type = head.toString('latin1', 4, 8)
    if (!/^[A-Za-z]{4}$/.test(type) || type === 'IEND' || position + 12 + length > file.size)
      return { pieces, ...(await pixelsOf(file, data)) }
    const extent = { position: position + 8, length }
    const kind = kinds.get(type)
    if (kind && pieces.length === maxPieces) return { pieces, isIncomplete: true }
    if (kind) pieces.push({ kind, extents: [extent] })
    else if (type === 'IDAT' && data.length < 100_000) data.push(extent)
    position += 12 + length
  }
  return { pieces, isIncomplete: true }
}

/** Channels by the type of colours. */
const channelsOf = new Map<number | undefined, 3 | 4>([
  [2, 3],
  [6, 4],
])

async function pixelsOf(file: BoundedFile, data: Extent[]): Promise<{ pixels?: HiddenPixels }> {
  const head = await file.read(16, 13)
  const channels = channelsOf.get(head[9])
  if (head.length < 13 || head[8] !== 8 || channels === undefined || head[12] !== 0) return {}
  return { pixels: { width: head.readUInt32BE(0), height: head.readUInt32BE(4), channels, data } }
}
