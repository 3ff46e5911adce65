import { formatBytes } from '../../../shared/units.ts'
import { endAs, followJob } from '../follow-job.ts'
import { type AddCommand, withLibrary } from '../session.ts'

/** `rushes compact`: gives the unused space of the database back to the disk. */
export const compactCommand: AddCommand = (program, setExitCode) => {
  program
    .command('compact')
    .description('give the unused space of the database back to the disk; other changes wait meanwhile')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const before = await client.library.space()
        const job = await followJob(client, () => client.library.compact())
        const after = await client.library.space()
        answer({ job, before, after }, () =>
          job.state === 'done'
            ? `The database takes ${formatBytes(after.file_bytes)}; before, it took ${formatBytes(before.file_bytes)}.`
            : '',
        )
        await endAs(client, job, setExitCode)
      })
    })
}
