import { Option } from 'commander'
import { runProcessing } from '../run-processing.ts'
import type { AddCommand } from '../session.ts'

/** `rushes extract-audio <id>`: saves the sound of a video as a file. */
export const extractAudioCommand: AddCommand = (program, setExitCode) => {
  program
    .command('extract-audio')
    .description('save the sound of a video as a file in the library’s folder “audio”')
    .argument('<id>')
    .addOption(new Option('--format <format>', 'output format').choices(['wav', 'flac', 'm4a']).default('wav'))
    .action(async (id: string, { format }: { format: 'wav' | 'flac' | 'm4a' }, command) => {
      await runProcessing(command, { action: 'extract_audio', video_id: id, format }, setExitCode)
    })
}
