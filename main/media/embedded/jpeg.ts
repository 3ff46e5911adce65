import type { BoundedFile, Extent } from './bounded-file.ts'
import type { FoundPieces, Piece } from './pieces.ts'

const maxSegments = 10_000
const startOfScan = 0xda
const comment = 0xfe
/** The signatures with which segments of each marker begin. */
const signatures: readonly [marker: number, signature: string, kind: Piece['kind']][] = [
  [0xe1, 'Exif\0', 'exif'],
  [0xe1, 'http://ns.adobe.com/xap/1.0/\0', 'xmp'],
  [0xed, 'Photoshop 3.0\0', 'photoshop'],
]
const extension = 'http://ns.adobe.com/xmp/extension/\0'
/** A digest, the length of all segments, and the position of this one. */
const extensionHead = extension.length + 40

/** Finds the metadata of a JPEG: segments before the image. */
export async function findInJpeg(file: BoundedFile): Promise<FoundPieces> {
  const pieces: Piece[] = []
  const boxes: JumbfSegment[] = []
  const extensions: { offset: number; extent: Extent }[] = []
  let position = 2
  for (let count = 0; count < maxSegments; count++) {
    const head = await file.read(position, 4 + extensionHead)
    const marker = head[1] ?? 0
    if (head.length < 4 || head[0] !== 0xff || marker === startOfScan || marker === 0xd9) break
    // Bytes 0xFF may fill the space before a marker; these markers have no length.
    const isBare = marker === 0xff || (marker >= 0xd0 && marker <= 0xd8) || marker === 1
    const length = head.readUInt16BE(2)
    if (!isBare && length < 2) break
    const extent = { position: position + 4, length: Math.min(length - 2, file.size - position - 4) }
    position += marker === 0xff ? 1 : isBare ? 2 : 2 + length
    if (isBare) continue
    if (marker === comment) pieces.push({ kind: 'comment', extents: [extent] })
    const begin = head.toString('latin1', 4)
    const known = signatures.find(([of, signature]) => of === marker && begin.startsWith(signature))
    if (known) pieces.push({ kind: known[2], extents: [withoutSignature(extent, known)] })
    if (marker === 0xe1 && begin.startsWith(extension) && head.length === 4 + extensionHead)
      extensions.push({ offset: head.readUInt32BE(extensionHead), extent: skip(extent, extensionHead) })
    if (marker === 0xeb && begin.startsWith('JP')) boxes.push(jumbfSegment(head, extent))
  }
  const extended = extensions.sort((a, b) => a.offset - b.offset).map(({ extent }) => extent)
  if (extended.length > 0) pieces.push({ kind: 'extended xmp', extents: extended })
  if (boxes.length > 0) pieces.push({ kind: 'credentials', extents: joinJumbf(boxes) })
  return { pieces }
}

function skip({ position, length }: Extent, count: number): Extent {
  return { position: position + count, length: Math.max(0, length - count) }
}

/** EXIF data may begin with its signature, and its reader skips it. */
function withoutSignature(extent: Extent, [, signature, kind]: (typeof signatures)[number]): Extent {
  return skip(extent, kind === 'exif' ? 0 : signature.length)
}

interface JumbfSegment {
  box: number
  sequence: number
  header: number
  extent: Extent
}

/** A box in several segments (ISO/IEC 19566-5, D.2): `JP`, its number, a sequence number, and the header of the box. */
function jumbfSegment(head: Buffer, extent: Extent): JumbfSegment {
  const at = 4
  const isLong = head.length >= at + 12 && head.readUInt32BE(at + 8) === 1
  return {
    box: head.length >= at + 4 ? head.readUInt16BE(at + 2) : 0,
    sequence: head.length >= at + 8 ? head.readUInt32BE(at + 4) : 0,
    header: isLong ? 16 : 8,
    extent,
  }
}

/** Joins the segments of the first box. Each repeats the header of the box, which counts once. */
function joinJumbf(segments: readonly JumbfSegment[]): Extent[] {
  return segments
    .filter(({ box }) => box === segments[0]?.box)
    .sort((a, b) => a.sequence - b.sequence)
    .map(({ extent, header }, index) => skip(extent, index === 0 ? 8 : 8 + header))
}
