import type { Command } from 'commander'
import { isActive, type Job, type JobItem } from '../../../shared/contract/jobs.ts'
import { formatCount } from '../../../shared/units.ts'
import { endAs, followJob } from '../follow-job.ts'
import { allItems } from '../job-items.ts'
import { parseLimit } from '../parse.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** `rushes jobs …`: background jobs of all processes, and their outcomes. */
export const jobsCommand: AddCommand = (program, setExitCode) => {
  const jobs = program.command('jobs').description('background jobs: list, show, pause, resume, cancel, restart')
  addList(jobs)
  addShow(jobs)
  addChange(jobs, 'pause', 'pause a job after its current file')
  addChange(jobs, 'resume', 'resume a paused job')
  addChange(jobs, 'cancel', 'cancel a job; its results so far are kept')
  jobs
    .command('restart')
    .description('run an interrupted or cancelled import again; files imported before are not read again')
    .argument('<id>')
    .action(async (id: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const job = await followJob(client, () => client.imports.restart({ job_id: id }))
        answer(job, () => factsOf(job))
        await endAs(client, job, setExitCode)
      })
    })
}

function addList(jobs: Command): void {
  jobs
    .command('list')
    .description('list jobs, running ones first, then the newest')
    .option('--limit <number>', 'maximum number of rows, up to 200', parseLimit, 50)
    .action(async ({ limit }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const list = await client.jobs.list({ limit: Math.min(limit, 200) })
        answer(list, () => asList(list))
      })
    })
}

function addShow(jobs: Command): void {
  jobs
    .command('show')
    .description('show one job with the outcome of each file')
    .argument('<id>')
    .action(async (id: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const job = await client.jobs.get({ id })
        const items = await allItems(client, id)
        answer({ ...job, items }, () => [factsOf(job), table(items.map(lineOf))].filter(Boolean).join('\n\n'))
      })
    })
}

function addChange(jobs: Command, name: 'pause' | 'resume' | 'cancel', description: string): void {
  jobs
    .command(name)
    .description(description)
    .argument('<id>')
    .action(async (id: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const job = await client.jobs[name]({ id })
        answer(job, () => factsOf(job))
      })
    })
}

function asList(jobs: readonly Job[]): string {
  if (jobs.length === 0) return 'No jobs.'
  const head = ['id', 'kind', 'state', 'done', 'failed', 'created (UTC)', 'title']
  return table([
    head,
    ...jobs.map((job) => [job.id, job.kind, stateOf(job), doneOf(job), String(job.failed), job.created_at, job.title]),
  ])
}

function stateOf(job: Job): string {
  return job.is_paused && isActive(job.state) ? 'paused' : job.state
}

function doneOf({ done, total, unit }: Job): string {
  const [some, all] = [Math.floor(done), total === null ? '?' : Math.floor(total)]
  return `${some} of ${all} ${unit}`
}

function factsOf(job: Job): string {
  const counts = [
    ['added', job.added],
    ['already here', job.duplicates],
    ['made', job.made],
    ['cached', job.cached],
    ['failed', job.failed],
  ] as const
  return table([
    ['job', job.id],
    ['kind', job.kind],
    ['title', job.title],
    ['state', stateOf(job)],
    ['done', doneOf(job)],
    ...counts.filter(([, count]) => count > 0).map(([name, count]) => [name, formatCount(count)]),
    ['started', `${job.started_at ?? '–'} UTC`],
    ['ended', job.finished_at === null ? '–' : `${job.finished_at} UTC`],
    ...(job.error ? [['error', job.error.message]] : []),
  ])
}

function lineOf({ outcome, path, error }: JobItem): string[] {
  return [outcome, path, error?.message.replaceAll(/\s*\n\s*/g, ' ') ?? '']
}
