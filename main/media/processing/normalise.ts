import { runFfmpeg } from '../run-ffmpeg.ts'
import { type Part, pictureSpan } from './part.ts'
import { h264, localOnly, type Task } from './task.ts'

/** How all parts of a stitched video look: square pixels, even sides. */
export interface Shape {
  width: number
  height: number
  /** A rational, `30000/1001`. */
  frameRate: string
}

/**
 * Writes a part as all parts of a stitched video are: its picture fits into the shape, black around it, at a steady frame rate
 * and in BT.709; its sound has two channels at 48 kHz without loss, silent where it has none. `target` is a MOV.
 * @throws RushesError TOOL_FAILED, DISK_FULL, CANCELLED; part of a file may then be left at `target`.
 */
export async function normalise(
  part: Part,
  shape: Shape,
  withSound: boolean,
  target: string,
  task: Task,
): Promise<void> {
  const hasSound = part.probe.streams.some(({ codec_type }) => codec_type === 'audio')
  const silence = withSound && !hasSound ? ['-f', 'lavfi', '-i', 'anullsrc=r=48000:cl=stereo'] : []
  const heard = hasSound ? '0:a:0' : '1:a:0'
  const sound = withSound ? ['-map', heard, '-af', soundLike, '-c:a', 'pcm_s16le'] : []
  const span = pictureSpan(part.probe)
  const until = span ? ['-t', (span.lateSeconds + span.durationSeconds).toFixed(6)] : ['-shortest']
  const output = [
    '-map',
    '0:V:0',
    '-vf',
    pictureLike(shape),
    ...h264,
    ...bt709,
    ...sound,
    ...until,
    '-f',
    'mov',
    target,
  ]
  await runFfmpeg(task.ffmpeg, [...localOnly, '-i', part.path, ...silence, ...output], task)
}

/** Sound that begins late begins with silence, and what ends early goes on with it. */
const soundLike = 'aresample=48000:async=1:first_pts=0,aformat=channel_layouts=stereo,apad'

/** Said to the encoder too: all parts must have the same header, or only the first could be played. */
const bt709 = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv']

function pictureLike({ width, height, frameRate }: Shape): string {
  return [
    `fps=fps=${frameRate}:start_time=0`,
    'scale=w=iw*sar:h=ih',
    `scale=w=${width}:h=${height}:force_original_aspect_ratio=decrease:out_color_matrix=bt709:out_range=tv`,
    `pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2`,
    'setsar=1',
    'format=yuv420p',
    'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709',
  ].join()
}
