import { runFfmpeg } from '../run-ffmpeg.ts'
import { aac, type Ending, evenSize, h264, keepMetadata, localOnly, muxers, type Task } from './task.ts'

export interface Segment {
  startSeconds: number
  endSeconds: number
  cut: 'copy' | 'exact'
}

/** Times of frames are rounded on their way here: a frame this much before the start still belongs to the segment. */
const slackSeconds = 0.001

/**
 * Writes the frames of the video at `source` that are shown from `startSeconds` up to, and without, `endSeconds` to `target`,
 * whose format is `ending`. `exact` encodes, and is exact to the frame; `copy` leaves every bit of picture and sound as it
 * is, and begins with the keyframe before.
 * @throws RushesError TOOL_FAILED, DISK_FULL, CANCELLED; part of a file may then be left at `target`.
 */
export async function extractSegment(
  source: string,
  target: string,
  ending: Ending,
  { startSeconds, endSeconds, cut }: Segment,
  task: Task,
): Promise<void> {
  const from = Math.max(0, startSeconds - slackSeconds)
  const seek = ['-ss', from.toFixed(6), ...localOnly, '-i', source, '-t', (endSeconds - slackSeconds - from).toFixed(6)]
  const streams = ['-map', '0:V:0', '-map', '0:a?']
  const coded =
    cut === 'copy'
      ? ['-map', '0:s?', '-c', 'copy', '-avoid_negative_ts', 'make_zero']
      : ['-vf', evenSize, ...h264, ...aac]
  await runFfmpeg(task.ffmpeg, [...seek, ...streams, ...coded, ...keepMetadata, '-f', muxers[ending], target], task)
}
