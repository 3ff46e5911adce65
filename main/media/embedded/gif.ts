import type { BoundedFile, Extent } from './bounded-file.ts'
import { type FoundPieces, maxPieces, type Piece } from './pieces.ts'

/** Blocks have up to 255 bytes, so these are hundreds of megabytes; a file can have as many of one byte. */
const maxBlocks = 2_000_000
const maxExtents = 300_000
const [extension, image] = [0x21, 0x2c]
const [commentLabel, applicationLabel] = [0xfe, 0xff]

/** Finds the metadata of a GIF (GIF89a, sections 18 to 26): comments, and the XMP and credentials of applications. */
export async function findInGif(file: BoundedFile): Promise<FoundPieces> {
  const pieces: Piece[] = []
  const readBlocks = blockReader(file)
  let position = 13 + colorBytes((await file.read(10, 1))[0] ?? 0)
  while (pieces.length < maxPieces) {
    const head = await file.read(position, 14)
    const isImage = head[0] === image && head.length >= 10
    if (!isImage && head[0] !== extension) return { pieces }
    const name = head[1] === applicationLabel ? head.toString('latin1', 3, 14) : ''
    const isComment = !isImage && head[1] === commentLabel
    const isStore = !isImage && name.startsWith('C2PA_GIF')
    const start = position + (isImage ? 11 + colorBytes(head[9] ?? 0) : name === '' ? 2 : 14)
    const { extents, end } = await readBlocks(start, isComment || isStore)
    if (end === undefined) break
    if (isComment) pieces.push({ kind: 'comment', extents })
    if (isStore) pieces.push({ kind: 'credentials', extents })
    // Text outside of blocks. A trailer of 258 bytes, of which the first is 1, leads readers of blocks to its end.
    if (!isImage && name === 'XMP DataXMP')
      pieces.push({ kind: 'xmp', extents: [{ position: start, length: Math.max(0, end - start - 258) }] })
    position = end
  }
  return { pieces, isIncomplete: true }
}

function colorBytes(flags: number): number {
  return flags & 0x80 ? 3 << ((flags & 7) + 1) : 0
}

/**
 * Returns a function that finds the end of the blocks at a position, each preceded by its size, and their ranges if
 * they are to be kept. The end is undefined if the file has too many blocks.
 */
function blockReader(file: BoundedFile) {
  let [blocks, kept] = [0, 0]
  return async (position: number, keep: boolean): Promise<{ extents: Extent[]; end: number | undefined }> => {
    const extents: Extent[] = []
    for (let at = position; blocks < maxBlocks && kept < maxExtents; blocks++) {
      const [size] = await file.read(at, 1)
      if (!size) return { extents, end: at + 1 }
      if (keep) extents.push({ position: at + 1, length: size })
      if (keep) kept += 1
      at += size + 1
    }
    return { extents, end: undefined }
  }
}
