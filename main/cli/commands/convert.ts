import { Option } from 'commander'
import { makeVideo } from '../make-video.ts'
import { parseHeight } from '../parse.ts'
import type { AddCommand } from '../session.ts'

interface Options {
  format: 'mp4' | 'mov' | 'webm' | 'mkv'
  height?: number
}

/** `rushes convert <id> --format webm`: makes a video of another in another format. */
export const convertCommand: AddCommand = (program, setExitCode) => {
  program
    .command('convert')
    .description('make a video in another format; what that takes as it is is not encoded')
    .argument('<id>')
    .addOption(
      new Option('--format <format>', 'the kind of file').choices(['mp4', 'mov', 'webm', 'mkv']).default('mp4'),
    )
    .option('--height <pixels>', 'the height; the width follows', parseHeight)
    .action(async (id: string, { format, height }: Options, command) => {
      await makeVideo(command, { action: 'convert', video_id: id, format, height }, setExitCode)
    })
}
