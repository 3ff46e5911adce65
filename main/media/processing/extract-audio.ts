import { runFfmpeg } from '../run-ffmpeg.ts'
import { aac, localOnly, muxers, type Task } from './task.ts'

export type AudioFormat = 'wav' | 'flac' | 'm4a'

const lossless = { wav: ['-c:a', 'pcm_s16le'], flac: ['-c:a', 'flac'] } as const

/**
 * Writes the first sound track of the video at `source`, whose codec is `codec`, to `target`. AAC stays as it is in an M4A.
 * @throws RushesError TOOL_FAILED, DISK_FULL, CANCELLED; part of a file may then be left at `target`.
 */
export async function extractAudio(
  source: string,
  codec: string | null,
  target: string,
  format: AudioFormat,
  task: Task,
): Promise<void> {
  const coded = format === 'm4a' ? (codec === 'aac' ? ['-c:a', 'copy'] : aac) : lossless[format]
  const input = [...localOnly, '-i', source, '-map', '0:a:0']
  await runFfmpeg(task.ffmpeg, [...input, ...coded, '-map_metadata', '0', '-f', muxers[format], target], task)
}
