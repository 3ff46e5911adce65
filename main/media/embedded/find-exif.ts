import type { BoundedFile } from './bounded-file.ts'

/** Where EXIF data lies in a file. */
export interface ExifPlace {
  position: number
  length: number
}

const mostChunks = 1_000_000

/** The EXIF data of a WebP (RFC 9649): chunks of four letters, a length, data to an even length. It may come after the frames. */
export async function findExifInWebp(file: BoundedFile): Promise<ExifPlace | undefined> {
  let position = 12
  for (let count = 0; count < mostChunks; count++) {
    const head = await file.read(position, 8)
    if (head.length < 8) return undefined
    const length = head.readUInt32LE(4)
    if (head.toString('latin1', 0, 4) === 'EXIF') return { position: position + 8, length }
    position += 8 + length + (length % 2)
  }
  return undefined
}

/** The EXIF data of a JPEG: in a segment of the kind APP1, before the picture. */
export async function findExifInJpeg(file: BoundedFile): Promise<ExifPlace | undefined> {
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
