import type { BoundedFile } from './bounded-file.ts'

/** Position of EXIF data in a file. */
export interface ExifExtent {
  position: number
  length: number
}

const maxChunks = 1_000_000

/**
 * Finds the EXIF data of a WebP (RFC 9649): chunks of four letters, a length, data padded to an even length. It may
 * follow the frames.
 */
export async function findExifInWebp(file: BoundedFile): Promise<ExifExtent | undefined> {
  let position = 12
  for (let count = 0; count < maxChunks; count++) {
    const head = await file.read(position, 8)
    if (head.length < 8) return undefined
    const length = head.readUInt32LE(4)
    if (head.toString('latin1', 0, 4) === 'EXIF') return { position: position + 8, length }
    position += 8 + length + (length % 2)
  }
  return undefined
}

/** Finds the EXIF data of a JPEG: an APP1 segment before the image. */
export async function findExifInJpeg(file: BoundedFile): Promise<ExifExtent | undefined> {
  let position = 2
  for (let count = 0; count < 1000; count++) {
    const head = await file.read(position, 10)
    if (head.length < 10 || head[0] !== 0xff || head[1] === 0xda) return undefined
    const length = head.readUInt16BE(2)
    if (head[1] === 0xe1 && head.toString('latin1', 4, 8) === 'Exif')
      return { position: position + 4, length: length - 2 }
    position += 2 + length
  }
  return undefined
}
