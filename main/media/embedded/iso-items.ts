import type { Extent } from './bounded-file.ts'
import { boxesIn } from './boxes.ts'

/** A box and what it contains. */
export interface BoxBytes {
  type: string
  bytes: Buffer
}

/** Lists the boxes within bytes, with what they contain. */
export function boxBytes(bytes: Buffer): BoxBytes[] {
  return boxesIn(bytes).map(({ type, start, end }) => ({ type, bytes: bytes.subarray(start, end) }))
}

/** An item of a HEIC or AVIF: an image, or metadata. */
export interface Item {
  id: number
  /** `Exif`, `mime`, `av01`… */
  type: string
  /** The media type of an item of type `mime`. */
  mediaType: string
}

/** Lists the items of a `meta` box (ISO/IEC 14496-12, 8.11.6). @throws RangeError if it is truncated. */
export function itemsOf(meta: readonly BoxBytes[]): Item[] {
  const iinf = meta.find(({ type }) => type === 'iinf')?.bytes
  if (!iinf) return []
  return boxBytes(iinf.subarray(iinf[0] === 0 ? 6 : 8)).flatMap(({ type, bytes }) => {
    const version = bytes[0] ?? 0
    if (type !== 'infe' || version < 2) return []
    const id = version === 2 ? bytes.readUInt16BE(4) : bytes.readUInt32BE(4)
    const rest = bytes.subarray(version === 2 ? 8 : 10)
    const [, mediaType = ''] = rest.toString('latin1', 4, 300).split('\0')
    return [{ id, type: rest.toString('latin1', 0, 4), mediaType }]
  })
}

/**
 * Returns where the bytes of an item are; null if they are not in the file itself or their length is not stated.
 * (ISO/IEC 14496-12, 8.11.3) @throws RangeError if the box is truncated.
 */
export function itemExtents(meta: readonly BoxBytes[], item: number): Extent[] | null {
  const iloc = meta.find(({ type }) => type === 'iloc')?.bytes
  if (!iloc) return null
  const version = iloc.readUInt8(0)
  const sizes = iloc.readUInt16BE(4)
  const [offsetBytes, lengthBytes, baseBytes, indexBytes] = [
    sizes >> 12,
    (sizes >> 8) & 15,
    (sizes >> 4) & 15,
    sizes & 15,
  ]
  let at = 6
  // Items without a length would never end.
  if (offsetBytes + lengthBytes === 0) return null
  const number = (bytes: number) => {
    at += bytes
    if (bytes === 0) return 0
    return bytes === 8 ? Number(iloc.readBigUInt64BE(at - 8)) : iloc.readUIntBE(at - bytes, bytes)
  }
  const idBytes = version < 2 ? 2 : 4
  for (let left = number(idBytes); left > 0; left--) {
    const id = number(idBytes)
    const isInFile = version === 0 || (number(2) & 15) === 0
    number(2)
    const base = number(baseBytes)
    const extents = Array.from({ length: number(2) }, () => {
      if (version > 0) number(indexBytes)
      return { position: base + number(offsetBytes), length: number(lengthBytes) }
    })
    if (id === item) return isInFile ? extents : null
  }
  return null
}
