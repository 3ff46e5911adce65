import { RushesError } from '../../../shared/errors.ts'
import { videoInput } from '../inputs.ts'
import { runFfmpeg } from '../run-ffmpeg.ts'
import { aac, type Extension, evenSize, h264, keepMetadata, muxers, type Task } from './task.ts'

export interface Segment {
  startSeconds: number
  endSeconds: number
  cut: 'copy' | 'exact'
}

/** Without an index, ffmpeg seeks to somewhere between two keyframes, so all frames before have to be decoded. */
const withoutIndex: ReadonlySet<string> = new Set(['mpegts', 'mpeg'])

/** Prints every decoded frame, those before the start too, so that ffmpeg is seen to get on. */
const reported = 'metadata=mode=print:file=-'

/** Timestamps are rounded on their way here: a frame this much before the start still belongs to the segment. */
const slackSeconds = 0.001

/**
 * Writes the frames of the video `source` from `startSeconds` up to, but not including, `endSeconds` to `target`, in
 * the format `extension`. `exact` re-encodes and is exact to the frame; `copy` copies picture and sound without loss,
 * and begins with the keyframe before.
 * @throws RushesError NOT_SUPPORTED, TOOL_FAILED, DISK_FULL, CANCELLED; part of a file may then be left at `target`.
 */
export async function extractSegment(
  source: { path: string; container: string | null },
  target: string,
  extension: Extension,
  { startSeconds, endSeconds, cut }: Segment,
  task: Task,
): Promise<void> {
  const from = Math.max(0, startSeconds - slackSeconds)
  const input = videoInput(source.path)
  const start = ['-ss', from.toFixed(6)]
  const hasIndex = source.container === null || !withoutIndex.has(source.container)
  if (!hasIndex && cut === 'copy') {
    const sentence = `${source.path} has no index of its keyframes. Choose an exact cut, or convert it first.`
    throw new RushesError('NOT_SUPPORTED', sentence)
  }
  const seek = hasIndex ? [...start, ...input] : [...input, ...start]
  const until = ['-t', (endSeconds - slackSeconds - from).toFixed(6)]
  const streams = ['-map', '0:V:0', '-map', '0:a?']
  const coded =
    cut === 'copy'
      ? ['-map', '0:s?', '-c', 'copy', '-avoid_negative_ts', 'make_zero']
      : ['-vf', hasIndex ? evenSize : `${reported},${evenSize}`, ...h264, ...aac]
  const args = [...seek, ...until, ...streams, ...coded, ...keepMetadata, '-f', muxers[extension], target]
  await runFfmpeg(task.ffmpeg, args, {
    ...task,
    reads: [source.path],
    writes: target,
    work: 'decode',
    onLine: () => undefined,
  })
}
