import type { BoundedFile } from './bounded-file.ts'
import { type FoundPieces, maxPieces, type Piece } from './pieces.ts'

const maxChunks = 1_000_000
const kinds = new Map<string, Piece['kind']>([
  ['EXIF', 'exif'],
  ['XMP ', 'xmp'],
  ['C2PA', 'credentials'],
])

/**
 * Finds the metadata of a WebP (RFC 9649): chunks of four letters, a length, data padded to an even length. It may
 * follow the frames.
 */
export async function findInWebp(file: BoundedFile): Promise<FoundPieces> {
  const pieces: Piece[] = []
  let position = 12
  for (let count = 0; count < maxChunks; count++) {
    const head = await file.read(position, 8)
    if (head.length < 8) return { pieces }
    const length = head.readUInt32LE(4)
    const kind = kinds.get(head.toString('latin1', 0, 4))
    if (kind && pieces.length === maxPieces) break
    if (kind) pieces.push({ kind, extents: [{ position: position + 8, length }] })
    position += 8 + length + (length % 2)
  }
  return { pieces, isIncomplete: true }
}

/** Returns the size of a still WebP with an alpha channel, from its first 30 bytes; null for others. */
export function webpWithAlpha(head: Buffer): { width: number; height: number } | null {
  const canvas = webpCanvas(head)
  if (canvas) return !canvas.isAnimated && ((head[20] ?? 0) & 0x10) !== 0 ? canvas : null
  if (head.length < 30 || head.toString('latin1', 8, 16) !== 'WEBPVP8L' || head[20] !== 0x2f) return null
  // 14 bits for each side less one, and one for alpha (RFC 9649, 3.4).
  const bits = head.readUInt32LE(21)
  return (bits & 0x10000000) !== 0 ? { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 } : null
}

/** The canvas of an extended WebP, in pixels. */
export interface WebpCanvas {
  width: number
  height: number
  isAnimated: boolean
}

/**
 * Returns the canvas of an extended WebP from its first 30 bytes, null for a simple one: ffprobe states 0 × 0 for
 * animations.
 */
export function webpCanvas(head: Buffer): WebpCanvas | null {
  const isExtended = head.length >= 30 && head.toString('latin1', 8, 16) === 'WEBPVP8X'
  if (!isExtended || head.toString('latin1', 0, 4) !== 'RIFF') return null
  const flags = head[20] ?? 0
  return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1, isAnimated: (flags & 2) !== 0 }
}
