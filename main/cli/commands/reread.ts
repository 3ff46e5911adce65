import { formatCount } from '../../../shared/units.ts'
import { endAs, followJob } from '../follow-job.ts'
import { type AddCommand, withLibrary } from '../session.ts'

/** `rushes reread`: reads again how videos were made. */
export const rereadCommand: AddCommand = (program, setExitCode) => {
  program
    .command('reread')
    .description('read again how videos were made, where a newer parser or a video of another program makes that due')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        let job = await client.embedded.reread()
        if (job) {
          const started = job
          job = await followJob(client, async () => started)
        }
        answer(job, () => (job ? `Read ${formatCount(job.done, 'file')}.` : 'There is nothing to read again.'))
        if (job) endAs(job, setExitCode)
      })
    })
}
