import { rm, writeFile } from 'node:fs/promises'
import { readAsIvf, readAvif } from './avif.ts'
import { kindOf } from './image-facts.ts'
import { type Orientation, orientationOf, turnFilters } from './orientation.ts'
import { runTool } from './run-tool.ts'

/** As large as a poster. */
const longSide = 640

interface Options {
  signal: AbortSignal
}

/**
 * Writes a preview, a JPEG of at most 640 pixels on its long side, of the picture at `source`, as it is seen, to `target`.
 * @throws RushesError TOOL_FAILED when this ffmpeg cannot decode it (moving WebP, an AVIF of several parts), CANCELLED by `signal`.
 */
export async function makeImagePreview(
  ffmpeg: string,
  source: string,
  target: string,
  options: Options,
): Promise<void> {
  const avif = (await kindOf(source)) === 'avif' ? await readAvif(source) : undefined
  const orientation = avif?.orientation ?? (await orientationOf(source))
  if (!avif?.av1) return await scale(ffmpeg, source, target, orientation, options)
  const ivf = `${target}.ivf`
  try {
    await writeFile(ivf, await readAsIvf(source, avif.av1))
    await scale(ffmpeg, ivf, target, orientation, options)
  } finally {
    await rm(ivf, { force: true })
  }
}

async function scale(
  ffmpeg: string,
  source: string,
  target: string,
  orientation: Orientation,
  options: Options,
): Promise<void> {
  const fit = `scale=w='if(gt(iw,ih),min(${longSide},iw),-2)':h='if(gt(iw,ih),-2,min(${longSide},ih))',setsar=1`
  // Some versions turn by themselves, others do not.
  const input = ['-threads', '1', '-protocol_whitelist', 'file', '-noautorotate', '-i', source]
  const filter = [...turnFilters(orientation), fit].join()
  const output = ['-frames:v', '1', '-vf', filter, '-pix_fmt', 'yuvj420p', '-q:v', '4', '-threads', '1', '-f', 'mjpeg']
  await runTool(ffmpeg, ['-v', 'error', '-nostdin', '-y', ...input, ...output, target], options)
}
