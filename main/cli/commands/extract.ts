import { Option } from 'commander'
import { parseSeconds } from '../parse.ts'
import { runProcessing } from '../run-processing.ts'
import type { AddCommand } from '../session.ts'

interface Options {
  from: number
  to: number
  cut: 'copy' | 'exact'
}

/** `rushes extract <id> --from 2.2 --to 5.5`: makes a video from a range of another. */
export const extractCommand: AddCommand = (program, setExitCode) => {
  program
    .command('extract')
    .description('make a video from a range of another')
    .argument('<id>')
    .requiredOption('--from <time>', 'start time: 2.5 (seconds), 1:02.5 or 1:00:02.5', parseSeconds)
    .requiredOption('--to <time>', 'end time; the frame at that time is not included', parseSeconds)
    .addOption(
      new Option('--cut <how>', 'exact re-encodes; copy does not, and starts at the previous keyframe')
        .choices(['exact', 'copy'])
        .default('exact'),
    )
    .action(async (id: string, { from, to, cut }: Options, command) => {
      const times = { start_seconds: from, end_seconds: to }
      await runProcessing(
        command,
        { action: 'extract_segment', video_id: id, ...times, cut },
        setExitCode,
        async (client) => {
          const { name, duration_seconds: end } = await client.videos.get({ id })
          return end !== null && to > end
            ? `“${name}” ends at ${end} s, so the range ends there and not at ${to} s.`
            : null
        },
      )
    })
}
