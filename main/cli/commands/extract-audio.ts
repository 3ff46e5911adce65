import { Option } from 'commander'
import { makeVideo } from '../make-video.ts'
import type { AddCommand } from '../session.ts'

/** `rushes extract-audio <id>`: the sound of a video as a file of its own. */
export const extractAudioCommand: AddCommand = (program, setExitCode) => {
  program
    .command('extract-audio')
    .description('keep the sound of a video as a file in the folder “audio” of the library')
    .argument('<id>')
    .addOption(new Option('--format <format>', 'the kind of file').choices(['wav', 'flac', 'm4a']).default('wav'))
    .action(async (id: string, { format }: { format: 'wav' | 'flac' | 'm4a' }, command) => {
      await makeVideo(command, { action: 'extract_audio', video_id: id, format }, setExitCode)
    })
}
