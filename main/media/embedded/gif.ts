import type { BoundedFile, Extent } from './bounded-file.ts'
import { type FoundPieces, maxPieces, type Piece } from './pieces.ts'

const maxBlocks = 1_000_000
const maxExtents = 300_000
const [extension, image] = [0x21, 0x2c]
const [commentLabel, applicationLabel] = [0xfe, 0xff]

/** Finds the metadata of a GIF (GIF89a, sections 18 to 26): comments, and the XMP and credentials of applications. */
export async function findInGif(file: BoundedFile): Promise<FoundPieces> {
  const pieces: Piece[] = []
  let position = 13 + colorBytes((await file.read(10, 1))[0] ?? 0)
  for (let count = 0; count < maxBlocks; count++) {
    const head = await file.read(position, 14)
    if (pieces.length === maxPieces) return { pieces, isIncomplete: true }
    if (head[0] === image && head.length >= 10) {
      position = (await blocksAt(file, position + 11 + colorBytes(head[9] ?? 0))).end
    } else if (head[0] === extension) {
      const name = head[1] === applicationLabel ? head.toString('latin1', 3, 14) : ''
      const { extents, end } = await blocksAt(file, position + (name === '' ? 2 : 14))
      if (head[1] === commentLabel) pieces.push({ kind: 'comment', extents })
      // Text outside of blocks. A trailer of 258 bytes, of which the first is 1, leads readers of blocks to its end.
      if (name === 'XMP DataXMP')
        pieces.push({ kind: 'xmp', extents: [{ position: position + 14, length: Math.max(0, end - position - 272) }] })
      if (name.startsWith('C2PA_GIF')) pieces.push({ kind: 'credentials', extents })
      position = end
    } else return { pieces }
  }
  return { pieces, isIncomplete: true }
}

function colorBytes(flags: number): number {
  return flags & 0x80 ? 3 << ((flags & 7) + 1) : 0
}

/** Returns the ranges of the blocks at a position, each preceded by its size, and the position after them. */
async function blocksAt(file: BoundedFile, position: number): Promise<{ extents: Extent[]; end: number }> {
  const extents: Extent[] = []
  let at = position
  for (;;) {
    const [size] = await file.read(at, 1)
    if (!size) return { extents, end: at + 1 }
    if (extents.length < maxExtents) extents.push({ position: at + 1, length: size })
    at += size + 1
  }
}
