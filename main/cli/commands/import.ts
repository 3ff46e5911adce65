import { resolve } from 'node:path'
import { Option } from 'commander'
import { type ImportMode, importModes } from '../../../shared/contract/imports.ts'
import type { Job, JobItem } from '../../../shared/contract/jobs.ts'
import { sourceTypes } from '../../../shared/contract/videos.ts'
import type { JsonObject } from '../../../shared/json-object.ts'
import { formatCount } from '../../../shared/units.ts'
import { endAs, followJob } from '../follow-job.ts'
import { allItems, failureLines } from '../job-items.ts'
import { parseMetadata } from '../parse-metadata.ts'
import { type AddCommand, withLibrary } from '../session.ts'

interface Options {
  mode: ImportMode
  recursive?: boolean
  source?: string
  metadata?: JsonObject
}

/** `rushes import <paths…>`: imports files and folders, with a progress bar on a terminal. */
export const importCommand: AddCommand = (program, setExitCode) => {
  program
    .command('import')
    .description('import files, and the videos and images in folders')
    .argument('<paths...>')
    .addOption(new Option('--mode <mode>', 'what to do with the files').choices(importModes).default('reference'))
    .option('--recursive', 'include subfolders')
    .addOption(new Option('--source <source>', 'the source of the new videos').choices(sourceTypes))
    .option('--metadata <json>', 'the metadata of the new videos, a JSON object', parseMetadata)
    .action(async (paths: string[], { mode, recursive = false, source, metadata }: Options, command) => {
      await withLibrary(command, async ({ ownJobs, client, answer }) => {
        const given = { ...(source !== undefined && { source_type: source }), ...(metadata && { metadata }) }
        const request = { paths: paths.map((path) => resolve(path)), mode, recursive, ...given }
        const job = await followJob(client, () => client.imports.start(request))
        const items = await allItems(client, job.id)
        answer({ job, items }, () => asText(job, items, recursive))
        // Moved files are verified in another job, which would end with this process. Ctrl C leaves it to the next one.
        for (const id of ownJobs()) await followJob(client, () => client.jobs.get({ id }))
        await endAs(client, job, setExitCode)
      })
    })
}

function asText(job: Job, items: JobItem[], isRecursive: boolean): string {
  const counts = [
    `${formatCount(job.added)} added`,
    `${formatCount(job.duplicates)} already here`,
    `${formatCount(job.moved)} moved`,
    `${formatCount(job.unchanged)} unchanged`,
    `${formatCount(job.failed)} failed`,
  ]
  const found = job.added + job.duplicates + job.moved + job.unchanged + job.failed
  const hint = 'No videos or images were found. Add --recursive to look into subfolders too.'
  return [counts.join(', '), ...failureLines(items), ...(found === 0 && !isRecursive ? [hint] : [])].join('\n')
}
