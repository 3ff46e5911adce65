import type { BoundedFile, Extent } from './bounded-file.ts'
import { type Box, innerBoxes, topBoxes } from './boxes.ts'
import { boxBytes, itemExtents, itemsOf } from './iso-items.ts'
import { type FoundPieces, maxPieces, type Piece } from './pieces.ts'

const credentialsUuid = 'd8fec3d61b0e483c92975828877ec481'
const xmpUuid = 'be7acfcb97a942e89c71999491e3afac'
const xmpMediaType = 'application/rdf+xml'
const longestMetaBytes = 1024 * 1024
/** Items with metadata; more than any program writes. */
const maxItems = 20

/**
 * Finds the metadata of an ISO base media file that ffprobe does not print: in a HEIC or AVIF, the items with EXIF and
 * XMP data; in those, MP4 and MOV, the boxes with XMP data and content credentials (C2PA 2.2, A.5).
 */
export async function findInIsoMedia(file: BoundedFile): Promise<FoundPieces> {
  const pieces: Piece[] = []
  for await (const box of topBoxes(file)) {
    if (pieces.length > maxPieces) return { pieces, isIncomplete: true }
    if (box.type === 'uuid') pieces.push(...(await pieceOfUuid(file, box)))
    else if (box.type === 'meta') pieces.push(...(await piecesOfItems(file, box)))
    else if (box.type === 'moov') pieces.push(...(await piecesOfMovie(file, box)))
  }
  return { pieces }
}

async function pieceOfUuid(file: BoundedFile, { start, end }: Box): Promise<Piece[]> {
  // A box may claim to end before its own identifier does.
  if (end - start < 16) return []
  const uuid = (await file.read(start, 16)).toString('hex')
  if (uuid === xmpUuid) return [{ kind: 'xmp', extents: [rangeOf(start + 16, end)] }]
  if (uuid !== credentialsUuid) return []
  // Version and flags, purpose, and the position of the hashes of a fragmented file, which are in other boxes of this
  // type.
  const begin = await file.read(start + 16, Math.min(end - start - 16, 100))
  const purposeEnd = begin.indexOf(0, 4)
  if (begin.toString('latin1', 4, purposeEnd) !== 'manifest') return []
  return [{ kind: 'credentials', extents: [rangeOf(start + 16 + purposeEnd + 9, end)] }]
}

async function piecesOfItems(file: BoundedFile, { start, end }: Box): Promise<Piece[]> {
  if (end - start > longestMetaBytes) return []
  const meta = boxBytes((await file.read(start, end - start)).subarray(4))
  try {
    const items = itemsOf(meta).filter(({ type, mediaType }) => type === 'Exif' || mediaType === xmpMediaType)
    return items.slice(0, maxItems).flatMap(({ id, type }): Piece[] => {
      const extents = itemExtents(meta, id)
      return extents ? [{ kind: type === 'Exif' ? 'exif item' : 'xmp', extents }] : []
    })
  } catch (error) {
    // The box is truncated within a number.
    if (error instanceof RangeError) return []
    throw error
  }
}

async function piecesOfMovie(file: BoundedFile, movie: Box): Promise<Piece[]> {
  const pieces: Piece[] = []
  for await (const box of innerBoxes(file, movie)) {
    if (pieces.length > maxPieces) break
    if (box.type === 'uuid') pieces.push(...(await pieceOfUuid(file, box)))
    if (box.type !== 'udta') continue
    for await (const { type, start, end } of innerBoxes(file, box))
      if (type === 'XMP_') pieces.push({ kind: 'xmp', extents: [rangeOf(start, end)] })
  }
  return pieces
}

function rangeOf(start: number, end: number): Extent {
  return { position: start, length: Math.max(0, end - start) }
}
