import { RushesError } from '../../../shared/errors.ts'
import { probe } from '../ffprobe.ts'
import { openRegularFile } from '../files/open-file.ts'
import type { ImageCodec } from '../inputs.ts'
import { readHeif } from './heif.ts'
import { displaySize, orientationOf } from './orientation.ts'

/** Size in pixels as displayed; null if it is unknown. */
export interface ImageFacts {
  width: number | null
  height: number | null
  codec: string
}

/** The formats of images, of which ffmpeg decodes all but HEIC. */
type ImageFormat = Exclude<ImageCodec, 'av1'> | 'heic'

/** More than the header of an image. */
const headBytes = 64

/**
 * Reads the facts of the image at `path`; its bytes, not its name, tell the format. Errors call it `named`.
 * @throws RushesError FILE_UNREADABLE if it is not a PNG, JPEG, WebP, GIF, TIFF, AVIF or HEIC, or is truncated.
 */
export async function imageFacts(
  ffprobe: string,
  path: string,
  options: { named: string; signal: AbortSignal },
): Promise<ImageFacts> {
  const { named } = options
  const codec = await imageCodec(path)
  if (!codec) throw new RushesError('FILE_UNREADABLE', `${named} is not an image in a format that Rushes supports.`)
  if (codec === 'avif' || codec === 'heic') {
    const { width, height, orientation } = await readHeif(path)
    return displaySize({ codec, width, height }, orientation)
  }
  const { streams } = await probe(ffprobe, path, { ...options, image: codec })
  const stream = streams.find((it) => it.width && it.height)
  if (!stream) throw new RushesError('FILE_UNREADABLE', `${named} contains no image; it may be truncated.`)
  return displaySize({ codec, width: stream.width ?? null, height: stream.height ?? null }, await orientationOf(path))
}

/**
 * Returns the format of the image at `path`: `png`, `jpeg`, `webp`, `gif`, `tiff`, `avif` or `heic`; undefined for any
 * other file.
 */
export async function imageCodec(path: string): Promise<ImageFormat | undefined> {
  return codecOf(await readHead(path))
}

async function readHead(path: string): Promise<Buffer> {
  const file = await openRegularFile(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function codecOf(head: Buffer): ImageFormat | undefined {
  const text = (start: number, end: number) => head.toString('latin1', start, end)
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (text(0, 3) === '\xff\xd8\xff') return 'jpeg'
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp'
  if (text(0, 4) === 'GIF8') return 'gif'
  if (text(0, 4) === 'II*\0' || text(0, 4) === 'MM\0*') return 'tiff'
  if (text(4, 8) === 'ftyp' && /avi[fs]/.test(text(8, 40))) return 'avif'
  if (text(4, 8) === 'ftyp' && /^(hei[cxms]|hev[cxms]|mif1|msf1)/.test(text(8, 12))) return 'heic'
  return undefined
}
