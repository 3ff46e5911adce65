import { generatedInput, videoInput } from '../inputs.ts'
import { runFfmpeg } from '../run-ffmpeg.ts'
import { type Clip, pictureSpan } from './picture-span.ts'
import { h264, type Task } from './task.ts'

/** The common format of all clips of a stitched video: square pixels, even sides. */
export interface Shape {
  width: number
  height: number
  /** A rational, `30000/1001`. */
  frameRate: string
}

/**
 * Writes a clip in the common format of a stitched video to `target`, a MOV: the picture letterboxed, at a constant
 * frame rate and in BT.709; the sound as lossless stereo at 48 kHz, silent if there is none.
 * @throws RushesError TOOL_FAILED, DISK_FULL, CANCELLED; part of a file may then be left at `target`.
 */
export async function normalise(
  clip: Clip,
  shape: Shape,
  withSound: boolean,
  target: string,
  task: Task,
): Promise<void> {
  const hasSound = clip.probe.streams.some(({ codec_type }) => codec_type === 'audio')
  const silence = withSound && !hasSound ? generatedInput('anullsrc=r=48000:cl=stereo') : []
  const audioStream = hasSound ? '0:a:0' : '1:a:0'
  const sound = withSound ? ['-map', audioStream, '-af', soundFilters, '-c:a', 'pcm_s16le'] : []
  const span = pictureSpan(clip.probe)
  const until = span ? ['-t', (span.lateSeconds + span.durationSeconds).toFixed(6)] : ['-shortest']
  const picture = ['-map', '0:V:0', '-vf', pictureFilters(shape), ...h264, ...bt709]
  const output = [...picture, ...sound, ...until, '-f', 'mov', target]
  const args = [...videoInput(clip.path), ...silence, ...output]
  await runFfmpeg(task.ffmpeg, args, { ...task, reads: [clip.path], writes: target, work: 'decode' })
}

/** Pads sound that begins late or ends early with silence. */
const soundFilters = 'aresample=48000:async=1:first_pts=0,aformat=channel_layouts=stereo,apad'

/** For the encoder: all clips need the same header, or only the first one plays. */
const bt709 = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv']

function pictureFilters({ width, height, frameRate }: Shape): string {
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
