import { RushesError } from '../../shared/errors.ts'
import { framesOfVideo, frameTimes, pictureSide } from '../../shared/perceptual-hash.ts'
import { runToolForBytes } from './run-tool.ts'

/** Where it is quicker to seek 25 times than to decode all. */
const longSeconds = 180
const toPicture = `scale=${pictureSide}:${pictureSide}:flags=area,format=gray`

interface Options {
  durationSeconds: number | null
  signal?: AbortSignal | undefined
}

/**
 * Decodes the frames that a video shows at `frameTimes`, each squeezed into a grey square of 64 × 64 pixels, one byte a pixel, one
 * picture after the other. There may be fewer than 25 where the pictures end before the video does, and one where its length is
 * not known.
 * @throws RushesError TOOL_FAILED when no frame can be decoded, CANCELLED by `signal`.
 */
export async function decodeGreyFrames(ffmpeg: string, path: string, options: Options): Promise<Uint8Array> {
  const durationSeconds = options.durationSeconds ?? 0
  const frames =
    durationSeconds > longSeconds
      ? await seekFrames(ffmpeg, path, durationSeconds, options.signal)
      : await decode(ffmpeg, path, { ...inOneGo(durationSeconds), signal: options.signal })
  if (frames.length < pictureSide * pictureSide) {
    throw new RushesError('TOOL_FAILED', `ffmpeg found no frame in ${path}.`)
  }
  return frames
}

/** `fps` with `round=up` answers for each time with the frame that is on screen then. */
function inOneGo(durationSeconds: number): { filter: string; count: number } {
  if (durationSeconds <= 0) return { filter: toPicture, count: 1 }
  const [first = 0, second = 0] = frameTimes(durationSeconds)
  const times = `fps=fps=${(1 / (second - first)).toFixed(6)}:start_time=${first.toFixed(6)}:round=up`
  return { filter: `${times},${toPicture}`, count: framesOfVideo }
}

async function seekFrames(
  ffmpeg: string,
  path: string,
  durationSeconds: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const frames: Uint8Array[] = []
  for (const atSeconds of frameTimes(durationSeconds)) {
    frames.push(await decode(ffmpeg, path, { filter: toPicture, count: 1, atSeconds, signal }))
  }
  return Buffer.concat(frames)
}

async function decode(
  ffmpeg: string,
  path: string,
  asked: { filter: string; count: number; atSeconds?: number; signal: AbortSignal | undefined },
): Promise<Uint8Array> {
  const seek = asked.atSeconds === undefined ? [] : ['-ss', asked.atSeconds.toFixed(3)]
  const input = ['-threads', '1', '-protocol_whitelist', 'file', ...seek, '-i', path]
  const output = ['-map', '0:V:0', '-vf', asked.filter, '-frames:v', String(asked.count), '-threads', '1']
  return await runToolForBytes(
    ffmpeg,
    ['-v', 'error', '-nostdin', ...input, ...output, '-f', 'rawvideo', 'pipe:1'],
    asked.signal,
  )
}
