import { videoInput } from '../inputs.ts'
import { limits } from '../limits.ts'
import { requireMedia } from '../require-media.ts'
import { runProgram } from '../run-program.ts'

/**
 * Returns the times of the keyframes of the video at `source` as a JSON list, in seconds of the player's clock and in
 * order. Its packets are read, not decoded.
 * @throws RushesError TOOL_FAILED if it cannot be read, CANCELLED by `signal`.
 */
export async function listKeyframes(ffprobe: string, source: string, signal: AbortSignal): Promise<Uint8Array> {
  await requireMedia(source, 'FILE_UNREADABLE', source)
  const entries = 'format=start_time:packet=pts_time,flags'
  const args = ['-v', 'error', '-select_streams', 'V:0', '-show_entries', entries, '-of', 'csv', ...videoInput(source)]
  const times: number[] = []
  let start = 0
  await runProgram(ffprobe, args, {
    limits: limits.probe,
    signal,
    reads: source,
    onLine: (line) => {
      const [section, time, flags = ''] = line.split(',')
      if (section === 'packet' && flags.includes('K') && Number.isFinite(Number(time))) times.push(Number(time))
      if (section === 'format' && Number.isFinite(Number(time))) start = Number(time)
    },
  })
  const shown = times.map((time) => Math.round(Math.max(0, time - start) * 1e6) / 1e6)
  return Buffer.from(JSON.stringify([...new Set(shown)].sort((a, b) => a - b)))
}
