import { Option } from 'commander'
import { makeVideo } from '../make-video.ts'
import { parseSeconds } from '../parse.ts'
import type { AddCommand } from '../session.ts'

interface Options {
  from: number
  to: number
  cut: 'copy' | 'exact'
}

/** `rushes extract <id> --from 2.2 --to 5.5`: makes a video of a part of another. */
export const extractCommand: AddCommand = (program, setExitCode) => {
  program
    .command('extract')
    .description('make a video of a part of another')
    .argument('<id>')
    .requiredOption('--from <time>', 'where it begins: 2.5 (seconds), 1:02.5, 1:00:02.5', parseSeconds)
    .requiredOption('--to <time>', 'where it ends; the frame that is shown then is not part of it', parseSeconds)
    .addOption(
      new Option('--cut <how>', 'exact encodes; copy does not, and begins with the keyframe before')
        .choices(['exact', 'copy'])
        .default('exact'),
    )
    .action(async (id: string, { from, to, cut }: Options, command) => {
      const times = { start_seconds: from, end_seconds: to }
      await makeVideo(command, { action: 'extract_segment', video_id: id, ...times, cut }, setExitCode)
    })
}
