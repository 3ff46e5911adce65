import { rm, writeFile } from 'node:fs/promises'
import { RushesError } from '../../../shared/errors.ts'
import type { Decoder } from '../decoder/decoder.ts'
import { type ImageCodec, imageToDecode } from '../inputs.ts'
import { readAsIvf, readHeif } from './heif.ts'
import { imageCodec } from './image-facts.ts'
import { type Orientation, orientationOf, rotationFilters } from './orientation.ts'

/** The size of a poster. */
const longSide = 640

interface Options {
  signal: AbortSignal
  /** A path for a temporary file. */
  temporary: string
}

/**
 * Makes a preview of the image at `source`, upright: a JPEG of at most 640 pixels on its long side.
 * @throws RushesError TOOL_FAILED if the decoder cannot read it (HEIC, composed AVIF), CANCELLED by `signal`.
 */
export async function makeImagePreview(decoder: Decoder, source: string, options: Options): Promise<Uint8Array> {
  const codec = await imageCodec(source)
  if (!codec) throw new RushesError('TOOL_FAILED', `${source} is not an image in a format that Rushes supports.`)
  if (codec === 'heic') throw new RushesError('TOOL_FAILED', `${source} is a HEIC image, which Rushes cannot display.`)
  const avif = codec === 'avif' ? await readHeif(source) : undefined
  const orientation = avif?.orientation ?? (await orientationOf(source))
  if (!avif?.av1) return await scale(decoder, { path: source, codec }, orientation, options)
  const ivf = `${options.temporary}.ivf`
  try {
    await writeFile(ivf, await readAsIvf(source, avif.av1))
    return await scale(decoder, { path: ivf, codec: 'av1' }, orientation, options)
  } finally {
    await rm(ivf, { force: true })
  }
}

async function scale(
  decoder: Decoder,
  { path, codec }: { path: string; codec: ImageCodec },
  orientation: Orientation,
  { signal }: Options,
): Promise<Uint8Array> {
  const fit = `scale=w='if(gt(iw,ih),min(${longSide},iw),-2)':h='if(gt(iw,ih),-2,min(${longSide},ih))',setsar=1`
  const request = { input: imageToDecode(path, codec), filters: [...rotationFilters(orientation), fit].join() }
  return await decoder.decode('image', request, { signal })
}
