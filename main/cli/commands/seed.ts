import { formatCount } from '../../../shared/units.ts'
import { seedRows } from '../../services/demo/seed-rows.ts'
import { endAs, followJob } from '../follow-job.ts'
import { sayAgain } from '../output.ts'
import { parseRows } from '../parse.ts'
import { type AddCommand, type Session, withLibrary } from '../session.ts'

/** `rushes seed`: fills the library with generated clips, or with rows alone, to try things on. */
export const seedCommand: AddCommand = (program, setExitCode) => {
  program
    .command('seed')
    .description('add the demo: generated takes and images, workflows with runs, analyses, a timeline')
    .option('--rows <n>', 'add n takes without media instead, to try a large library', parseRows)
    .action(async ({ rows }: { rows?: number }, command) => {
      await withLibrary(command, async (session) => {
        if (rows !== undefined) return await addRows(session, rows)
        const { client, answer } = session
        const job = await followJob(client, () => client.library.addDemo())
        answer(job, () => `${formatCount(job.added, 'file')} added, ${formatCount(job.duplicates)} already here.`)
        await endAs(client, job, setExitCode)
      })
    })
}

/** Adds rows until Ctrl C, which keeps those that were added. */
async function addRows({ core, answer }: Session, rows: number): Promise<void> {
  const stop = new AbortController()
  const onSignal = () => stop.abort()
  process.once('SIGINT', onSignal)
  try {
    const show = (done: number) => sayAgain(`Adding take ${done} of ${rows}`, done === rows)
    const added = await seedRows(core, rows, show, stop.signal)
    answer({ added }, () => `${formatCount(added, 'take')} without media added.`)
  } finally {
    process.off('SIGINT', onSignal)
  }
}
