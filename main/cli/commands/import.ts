import { resolve } from 'node:path'
import { Option } from 'commander'
import { type ImportMode, importModes } from '../../../shared/contract/imports.ts'
import type { Job, JobItem } from '../../../shared/contract/jobs.ts'
import { formatCount } from '../../../shared/units.ts'
import { endAs, followJob } from '../follow-job.ts'
import { allItems, failureLines } from '../job-items.ts'
import { type AddCommand, withLibrary } from '../session.ts'

interface Options {
  mode: ImportMode
  recursive?: boolean
}

/** `rushes import <paths…>`: brings files into the library, with a progress bar on a terminal. */
export const importCommand: AddCommand = (program, setExitCode) => {
  program
    .command('import')
    .description('bring files, and the videos in folders, into the library')
    .argument('<paths...>')
    .addOption(new Option('--mode <mode>', 'how files are placed').choices(importModes).default('reference'))
    .option('--recursive', 'search the folders inside folders too')
    .action(async (paths: string[], { mode, recursive = false }: Options, command) => {
      await withLibrary(command, async ({ core, client, answer }) => {
        const request = { paths: paths.map((path) => resolve(path)), mode, recursive }
        const job = await followJob(client, () => client.imports.start(request))
        const items = await allItems(client, job.id)
        answer({ job, items }, () => asText(job, items))
        // What was followed to another path is read before this process ends; Ctrl C leaves that for the next one.
        for (const id of core.jobs.ids()) await followJob(client, () => client.jobs.get({ id }))
        endAs(job, setExitCode)
      })
    })
}

function asText(job: Job, items: JobItem[]): string {
  const counts = [
    `${formatCount(job.added)} added`,
    `${formatCount(job.duplicates)} already here`,
    `${formatCount(job.moved)} moved`,
    `${formatCount(job.unchanged)} unchanged`,
    `${formatCount(job.failed)} failed`,
  ]
  return [counts.join(', '), ...failureLines(items)].join('\n')
}
