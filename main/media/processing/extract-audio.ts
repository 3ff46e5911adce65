import { videoInput } from '../inputs.ts'
import { runFfmpeg } from '../run-ffmpeg.ts'
import { aac, muxers, type Task } from './task.ts'

export type AudioFormat = 'wav' | 'flac' | 'm4a'

const lossless = { wav: ['-c:a', 'pcm_s16le'], flac: ['-c:a', 'flac'] } as const

/**
 * Writes the first audio stream of the video at `source`, whose codec is `codec`, to `target`. AAC is copied into M4A.
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
  const input = [...videoInput(source), '-map', '0:a:0']
  const args = [...input, ...coded, '-map_metadata', '0', '-f', muxers[format], target]
  await runFfmpeg(task.ffmpeg, args, { ...task, reads: [source], writes: target, work: 'decode' })
}
