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

/** `rushes analyse <id…> --with scenes --set threshold=0.3`: runs an analyser on videos; cached results are reused. */
export const analyseCommand: AddCommand = (program, setExitCode) => {
  program
    .command('analyse')
    .description('run an analyser on videos; “rushes analysers list” lists the analysers')
    .argument('<id...>')
    .requiredOption('--with <analyser>', 'scenes, black, freeze, silence, loudness, or one of yours')
    .option('--set <key=value>', 'a setting of the analyser; repeatable', parseSetting, {})
    .action(async (ids: string[], { with: analyser, set: config }: Options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const job = await followJob(client, () =>
          client.analyses.run({ analyser, config: config as Record<string, never>, video_ids: ids }),
        )
        const items = await allItems(client, job.id)
        answer({ job, items }, () => asText(job, items))
        await endAs(client, job, setExitCode)
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
