import type { Command } from 'commander'
import type { ListedProcessing, ProcessingEnd } from '../../../shared/contract/processing.ts'
import { errorKinds } from '../../../shared/errors.ts'
import { formatCount } from '../../../shared/units.ts'
import { endAs, followJob } from '../follow-job.ts'
import { allItems, failureLines } from '../job-items.ts'
import { reportNotFound } from '../not-found.ts'
import { parseLimit } from '../parse.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'
import { formatUnixTime } from '../unix-time.ts'
import { hasFaults, reportStates } from '../verified-states.ts'

/** `rushes processing …`: files made from other files, as cached. */
export const processingCommand: AddCommand = (program, setExitCode) => {
  const processing = program
    .command('processing')
    .description('files made from other files, as cached: list, show, verify, remove')
  addList(processing)
  addShow(processing)
  addVerify(processing, setExitCode)
  addRemove(processing, setExitCode)
}

function addList(processing: Command): void {
  processing
    .command('list')
    .description('list the newest processing')
    .option('--action <action>', 'only this action, for example stitch or convert')
    .option('--path <part>', 'only processing whose input or output path contains this')
    .option('--limit <number>', 'maximum number of rows, up to 1000', parseLimit, 50)
    .action(async (options: { action?: string; path?: string; limit: number }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const list = await client.processing.list(options)
        answer(list, () => listAsText(list))
      })
    })
}

function listAsText({ items, total }: { items: ListedProcessing[]; total: number }): string {
  if (total === 0) return 'No matching processing.'
  const head = ['job id', 'action', 'created (UTC)', 'inputs', 'output']
  const rows = items.map((it) => [
    it.job_id,
    it.action,
    formatUnixTime(it.created_at),
    it.inputs.length === 1 ? it.input_path : `${formatCount(it.inputs.length, 'file')}, first ${it.input_path}`,
    `${it.output_path} (${it.output.state})`,
  ])
  const more = total > items.length ? `\n${formatCount(total - items.length)} more; see --limit.` : ''
  return table([head, ...rows]) + more
}

function addShow(processing: Command): void {
  processing
    .command('show')
    .description('show one processing with its inputs and output')
    .argument('<job-id>')
    .action(async (job_id: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const it = await client.processing.get({ job_id })
        answer(it, () => asText(it))
      })
    })
}

function asText(it: ListedProcessing): string {
  const facts = [
    ['job id', it.job_id],
    ['action', it.action],
    ['configuration', it.config_hash || '–'],
    ['created', `${formatUnixTime(it.created_at)} UTC`],
    ['parameters', it.parameters === null ? '–' : JSON.stringify(it.parameters)],
    ['metadata', it.metadata === null ? '–' : JSON.stringify(it.metadata)],
  ]
  const end = (name: string, { path, hash, state, video_id }: ProcessingEnd) => [
    [name, state, path],
    ['', '', hash],
    ...(video_id === null ? [] : [['', '', `video ${video_id}`]]),
  ]
  return `${table(facts)}\n\n${table([...it.inputs.flatMap((input) => end('input', input)), ...end('output', it.output)])}`
}

function addVerify(processing: Command, setExitCode: (code: number) => void): void {
  processing
    .command('verify')
    .description('read the inputs and outputs again and report which are stale or gone')
    .argument('<job-id...>')
    .action(async (job_ids: string[], _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        for (const job_id of job_ids) await client.processing.get({ job_id })
        const job = await followJob(client, () => client.processing.verify({ job_ids }))
        const found = await Promise.all(job_ids.map((job_id) => client.processing.get({ job_id })))
        const files = found.flatMap(({ job_id, inputs, output }) => [
          ...inputs.map(({ path, state }) => ({ name: `${job_id} input`, path, state })),
          { name: `${job_id} output`, path: output.path, state: output.state },
        ])
        const items = await allItems(client, job.id)
        answer({ job, files, items }, () => [reportStates(files), ...failureLines(items)].join('\n'))
        await endAs(client, job, setExitCode)
        if (hasFaults(files)) setExitCode(errorKinds.FILE_CHANGED.exitCode)
      })
    })
}

function addRemove(processing: Command, setExitCode: (code: number) => void): void {
  processing
    .command('remove')
    .description('remove processing from the cache; the files stay')
    .argument('<job-id...>')
    .action(async (job_ids: string[], _options, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const { removed } = await client.processing.remove({ job_ids })
        const advice = 'Run “rushes processing list” for the job ids.'
        const not_found = reportNotFound({ noun: 'Processing', ids: job_ids, found: removed, advice }, setExitCode)
        const undo = undoLine('processing.restore', { changed: removed.length, undo: { job_ids: removed } })
        answer({ removed, not_found }, () => `Removed ${formatCount(removed.length)} from the cache.${undo}`)
      })
    })
}
