import { makeVideo } from '../make-video.ts'
import type { AddCommand } from '../session.ts'

/** `rushes stitch <id> <id…>`: makes one video of several, in their order. */
export const stitchCommand: AddCommand = (program, setExitCode) => {
  program
    .command('stitch')
    .description('make one video of several, in their order; where they differ, all are made like the first')
    .argument('<id...>')
    .action(async (ids: string[], _options, command) => {
      await makeVideo(command, { action: 'stitch', video_ids: ids }, setExitCode)
    })
}
