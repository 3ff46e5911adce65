import { formatCount } from '../../../shared/units.ts'
import { endAs, followJob } from '../follow-job.ts'
import { allItems, failureLines } from '../job-items.ts'
import { type AddCommand, withLibrary } from '../session.ts'

/** `rushes reread`: reads generation details again. */
export const rereadCommand: AddCommand = (program, setExitCode) => {
  program
    .command('reread')
    .description('read generation details again with newer parsers, and those of videos that other programs added')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        let job = await client.embedded.reread()
        if (job) {
          const started = job
          job = await followJob(client, async () => started)
        }
        const items = job ? await allItems(client, job.id) : []
        const words = job ? `Read ${formatCount(job.done - job.failed, 'file')}.` : 'Nothing to read again.'
        answer(job, () => [words, ...failureLines(items)].join('\n'))
        if (job) await endAs(client, job, setExitCode)
      })
    })
}
