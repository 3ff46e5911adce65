import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Invariants } from '../../../shared/contract/verification.ts'
import { describeFileError } from '../../../shared/errors.ts'
import { formatCount } from '../../../shared/units.ts'
import { endAs, followJob } from '../follow-job.ts'
import { allItems, failureLines } from '../job-items.ts'
import { parseAge } from '../parse.ts'
import { type AddCommand, withLibrary } from '../session.ts'

interface Options {
  full: boolean
  repair: boolean
  olderThan?: number
  report?: string
  invariants: boolean
}

/** `rushes verify`: verifies the files of the library, and names those that are missing, damaged or changed. */
export const verifyCommand: AddCommand = (program, setExitCode) => {
  program
    .command('verify')
    .description('verify that the files of videos and images are present and unchanged; offline ones are skipped')
    .option('--full', 'read each file in full and compare its SHA-256, not only its size, time and a sample', false)
    .option('--repair', 'restore damaged files of the library from another location of their content', false)
    .option('--older-than <days>', 'skip files that were read in full later than so many days ago', parseAge)
    .option('--invariants', 'check instead that files, rows, history and search index agree', false)
    .option('--report <file>', 'write the job and the files with a result to a JSON file')
    .action(async ({ full, repair, olderThan, report, invariants }: Options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        if (invariants) {
          const result = await client.verification.invariants()
          answer(result, () => describeInvariants(result))
          if (result.violations.length > 0) setExitCode(6)
          return
        }
        const age = olderThan === undefined ? {} : { older_than_days: olderThan }
        const job = await followJob(client, () => client.verification.start({ full, repair, ...age }))
        const items = await allItems(client, job.id)
        if (report !== undefined) await writeReport(resolve(report), { job, items })
        const repaired = job.made > 0 ? `, ${formatCount(job.made)} repaired` : ''
        const words = `Verified ${formatCount(job.done, 'file')}${full ? ' in full' : ''}${repaired}.`
        answer({ job, items }, () => [words, ...failureLines(items)].join('\n'))
        await endAs(client, job, setExitCode)
      })
    })
}

function describeInvariants({ violations }: Invariants): string {
  if (violations.length === 0) return 'No violations: files, rows, history and search index agree.'
  return violations.map(({ check, message }) => `${check}: ${message}`).join('\n')
}

async function writeReport(path: string, report: unknown): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(report, null, 2)}\n`)
  } catch (error) {
    throw describeFileError(error, path)
  }
}
