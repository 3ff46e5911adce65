import type { Job, JobItem } from '../../../shared/contract/jobs.ts'
import { formatCount } from '../../../shared/units.ts'
import { endAs, followJob } from '../follow-job.ts'
import { allItems, failureLines } from '../job-items.ts'
import { parseSetting } from '../parse.ts'
import { type AddCommand, withLibrary } from '../session.ts'

interface Options {
  with: string
  set: Record<string, unknown>
}

/** `rushes analyse <id…> --with scenes --set threshold=0.3`: runs an analyser over videos; only what is not cached is run. */
export const analyseCommand: AddCommand = (program, setExitCode) => {
  program
    .command('analyse')
    .description('run an analyser over videos; “rushes call analysers.list” says which there are')
    .argument('<id...>')
    .requiredOption('--with <analyser>', 'scenes, black, freeze, silence, loudness, or one of your own')
    .option('--set <key=value>', 'one thing that can be set for it; can be given again', parseSetting, {})
    .action(async (ids: string[], { with: analyser, set: config }: Options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const job = await followJob(client, () =>
          client.analyses.run({ analyser, config: config as Record<string, never>, video_ids: ids }),
        )
        const items = await allItems(client, job.id)
        answer({ job, items }, () => asText(job, items))
        endAs(job, setExitCode)
      })
    })
}

function asText(job: Job, items: JobItem[]): string {
  const counts = [
    `${formatCount(job.made)} analysed`,
    `${formatCount(job.cached)} cached`,
    `${formatCount(job.failed)} failed`,
  ]
  return [counts.join(', '), ...failureLines(items)].join('\n')
}
