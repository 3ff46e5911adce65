import { endAs, followJob } from '../follow-job.ts'
import { type AddCommand, withLibrary } from '../session.ts'

/** `rushes proxy <id>`: creates the proxy of a video that the window cannot play. */
export const proxyCommand: AddCommand = (program, setExitCode) => {
  program
    .command('proxy')
    .description('create a proxy of a video, which every browser plays')
    .argument('<id>')
    .action(async (id: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const job = await followJob(client, () => client.proxies.create({ id }))
        answer(job, () => (job.state === 'done' ? 'Created the proxy.' : 'No proxy was created.'))
        await endAs(client, job, setExitCode)
      })
    })
}
