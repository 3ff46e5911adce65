import { stat } from 'node:fs/promises'
import { RushesError } from '../../shared/errors.ts'
import { runTool } from './run-tool.ts'

/** Wide enough for the largest tile on a dense screen. */
const longSide = 640

/**
 * Writes a poster, a JPEG of at most 640 pixels on its long side, of the video at `source` to `target`: a frame from a
 * tenth of its duration, past the black that many start with; the first frame where that cannot be read.
 * @throws RushesError TOOL_FAILED when no frame can be decoded, CANCELLED by `signal`.
 */
export async function makePoster(
  ffmpeg: string,
  source: string,
  target: string,
  options: { durationSeconds: number | null; signal?: AbortSignal | undefined },
): Promise<void> {
  const atSeconds = Math.min((options.durationSeconds ?? 0) * 0.1, 10)
  try {
    await grabFrame(ffmpeg, source, target, atSeconds, options.signal)
  } catch (error) {
    if (options.signal?.aborted || atSeconds === 0) throw error
    await grabFrame(ffmpeg, source, target, 0, options.signal)
  }
}

async function grabFrame(
  ffmpeg: string,
  source: string,
  target: string,
  atSeconds: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const fit = `scale=w='if(gt(iw*sar,ih),min(${longSide},iw*sar),-2)':h='if(gt(iw*sar,ih),-2,min(${longSide},ih))',setsar=1`
  const input = ['-threads', '1', '-protocol_whitelist', 'file', '-ss', atSeconds.toFixed(3), '-i', source]
  const output = ['-map', '0:V:0', '-frames:v', '1', '-vf', fit, '-pix_fmt', 'yuvj420p', '-q:v', '4', '-threads', '1']
  await runTool(ffmpeg, ['-v', 'error', '-nostdin', '-y', ...input, ...output, '-f', 'mjpeg', target], { signal })
  // ffmpeg ends well, with an empty file or none, when it is asked for a frame past the end.
  const size = await stat(target).then(
    (it) => it.size,
    () => 0,
  )
  if (size === 0) throw new RushesError('TOOL_FAILED', `ffmpeg found no frame in ${source}.`)
}
