import { formatCount } from '../../../shared/units.ts'
import { seedDemo } from '../../services/demo.ts'
import { endAs, followJob } from '../follow-job.ts'
import { type AddCommand, withLibrary } from '../session.ts'

/** `rushes seed`: fills the library with generated clips, to look at and to try things on. */
export const seedCommand: AddCommand = (program, setExitCode) => {
  program
    .command('seed')
    .description('fill the library with about 40 generated clips of several codecs and shapes, and workflows')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ core, client, answer }) => {
        const importFolder = (folder: string) =>
          followJob(client, () => client.imports.start({ paths: [folder], mode: 'move' }))
        const job = await seedDemo(core, importFolder, showClips)
        answer(job, () => `${formatCount(job.added, 'clip')} added, ${formatCount(job.duplicates)} already here.`)
        endAs(job, setExitCode)
      })
    })
}

/** One line that counts, where somebody looks on. */
function showClips(done: number, total: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\rMaking clip ${done} of ${total}${done < total ? '' : '\n'}`)
}
