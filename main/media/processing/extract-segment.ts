import { RushesError } from '../../../shared/errors.ts'
import { runFfmpeg } from '../run-ffmpeg.ts'
import { aac, type Ending, evenSize, h264, keepMetadata, localOnly, muxers, type Task } from './task.ts'

export interface Segment {
  startSeconds: number
  endSeconds: number
  cut: 'copy' | 'exact'
}

/** Without an index ffmpeg lands somewhere between two keyframes: all frames before have to be decoded. */
const withoutIndex: ReadonlySet<string> = new Set(['mpegts', 'mpeg'])

/** Times of frames are rounded on their way here: a frame this much before the start still belongs to the segment. */
const slackSeconds = 0.001

/**
 * Writes the frames of the video `source` that are shown from `startSeconds` up to, and without, `endSeconds` to `target`,
 * whose format is `ending`. `exact` encodes, and is exact to the frame; `copy` leaves every bit of picture and sound as it
 * is, and begins with the keyframe before.
 * @throws RushesError NOT_SUPPORTED, TOOL_FAILED, DISK_FULL, CANCELLED; part of a file may then be left at `target`.
 */
export async function extractSegment(
  source: { path: string; container: string | null },
  target: string,
  ending: Ending,
  { startSeconds, endSeconds, cut }: Segment,
  task: Task,
): Promise<void> {
  const from = Math.max(0, startSeconds - slackSeconds)
  const input = [...localOnly, '-i', source.path]
  const start = ['-ss', from.toFixed(6)]
  const hasIndex = source.container === null || !withoutIndex.has(source.container)
  if (!hasIndex && cut === 'copy') {
    const sentence = `${source.path} has no index of its keyframes: cut it exactly, or convert it first.`
    throw new RushesError('NOT_SUPPORTED', sentence)
  }
  const seek = hasIndex ? [...start, ...input] : [...input, ...start]
  const until = ['-t', (endSeconds - slackSeconds - from).toFixed(6)]
  const streams = ['-map', '0:V:0', '-map', '0:a?']
  const coded =
    cut === 'copy'
      ? ['-map', '0:s?', '-c', 'copy', '-avoid_negative_ts', 'make_zero']
      : ['-vf', evenSize, ...h264, ...aac]
  await runFfmpeg(
    task.ffmpeg,
    [...seek, ...until, ...streams, ...coded, ...keepMetadata, '-f', muxers[ending], target],
    task,
  )
}
