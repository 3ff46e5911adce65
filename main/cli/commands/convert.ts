import { Option } from 'commander'
import { parseHeight } from '../parse.ts'
import { runProcessing } from '../run-processing.ts'
import type { AddCommand } from '../session.ts'

interface Options {
  format: 'mp4' | 'mov' | 'webm' | 'mkv'
  height?: number
}

/** `rushes convert <id> --format webm`: converts a video to another format. */
export const convertCommand: AddCommand = (program, setExitCode) => {
  program
    .command('convert')
    .description('convert a video to another format; streams that fit the format are not re-encoded')
    .argument('<id>')
    .addOption(new Option('--format <format>', 'output format').choices(['mp4', 'mov', 'webm', 'mkv']).default('mp4'))
    .option('--height <pixels>', 'output height; the width follows', parseHeight)
    .action(async (id: string, { format, height }: Options, command) => {
      await runProcessing(command, { action: 'convert', video_id: id, format, height }, setExitCode)
    })
}
