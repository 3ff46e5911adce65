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
        answer({ job, items }, () => [asText(job, items), ...(recursive ? [] : hintFor(job))].join('\n'))
        // Moved files are verified in another job, which would end with this process. Ctrl C leaves it to the next one.
        for (const id of ownJobs()) await followJob(client, () => client.jobs.get({ id }))
        await endAs(client, job, setExitCode)
      })
    })
}

/** Says what to do if nothing was found: the files may be in subfolders. */
function hintFor({ added, duplicates, moved, unchanged, failed }: Job): string[] {
  const found = added + duplicates + moved + unchanged + failed
  return found > 0 ? [] : ['No videos or images were found. Add --recursive to look into subfolders too.']
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
