import { runProcessing } from '../run-processing.ts'
import type { AddCommand } from '../session.ts'

/** `rushes stitch <id> <id…>`: joins videos in the given order. */
export const stitchCommand: AddCommand = (program, setExitCode) => {
  program
    .command('stitch')
    .description('join videos in the given order; if their formats differ, all are re-encoded like the first')
    .argument('<id...>')
    .option('--name <name>', 'the name of the result')
    .action(async (ids: string[], { name }: { name?: string }, command) => {
      await runProcessing(command, { action: 'stitch', video_ids: ids, name }, setExitCode)
    })
}
