import { stat } from 'node:fs/promises'
import { RushesError } from '../../shared/errors.ts'
import { runTool } from './run-tool.ts'

/** What was seen of a frame while it was written. */
export interface Grabbed {
  /** Seconds from the time that was asked for to that of the frame; below zero where the frame is an earlier one. */
  offsetSeconds: number
  /** Mean brightness, 0 (black) to 255. */
  brightness: number
  /** Between the darkest and the brightest tenth of the frame, 0 (one colour) to 255. */
  contrast: number
}

export interface Grab {
  atSeconds: number
  /** A filter that brings the frame to its size. */
  fit: string
  /** The keyframe before the time, which costs no decoding of those between. */
  keyframe?: boolean
  /** JPEG quality of ffmpeg, 2 (best) to 31. */
  quality: number
  signal: AbortSignal
}

/** ffmpeg's arguments for one frame of `source` as a JPEG at `target`; it prints what `Grabbed` tells. */
export function grabArguments(source: string, target: string, grab: Grab): string[] {
  const seek = grab.keyframe ? ['-noaccurate_seek', '-skip_frame', 'nokey'] : []
  const input = [
    '-threads',
    '1',
    '-protocol_whitelist',
    'file',
    ...seek,
    '-ss',
    grab.atSeconds.toFixed(3),
    '-i',
    source,
  ]
  const output = ['-map', '0:V:0', '-frames:v', '1', '-q:v', String(grab.quality), '-threads', '1']
  // A keyframe before the time has a time below zero, at which nothing is written.
  const filters = [grab.fit, 'format=yuvj420p', measured, 'setpts=PTS-STARTPTS'].join(',')
  return ['-v', 'error', '-nostdin', '-y', ...input, '-vf', filters, ...output, '-f', 'mjpeg', target]
}

/** Prints a line with its time for each frame that passes, and what it looks like. */
export const measured = 'signalstats,metadata=mode=print:file=-'

/**
 * Writes one frame of `source` as a JPEG to `target`.
 * @throws RushesError TOOL_FAILED when there is no frame or it cannot be decoded, CANCELLED by `signal`.
 */
export async function grabFrame(ffmpeg: string, source: string, target: string, grab: Grab): Promise<Grabbed> {
  const printed = await runTool(ffmpeg, grabArguments(source, target, grab), { signal: grab.signal })
  // ffmpeg ends well, with an empty file or none, when it is asked for a frame past the end.
  const size = await stat(target).then(
    (it) => it.size,
    () => 0,
  )
  if (size === 0) throw new RushesError('TOOL_FAILED', `ffmpeg found no frame in ${source}.`)
  const read = (name: string) => Number(new RegExp(`${name}[=:]\\s*(-?[\\d.]+)`).exec(printed)?.[1] ?? 0)
  return { offsetSeconds: read('pts_time'), brightness: read('YAVG'), contrast: read('YHIGH') - read('YLOW') }
}
