import type { Command } from 'commander'
import { Option } from 'commander'
import { type CacheState, cacheStates, type Lane, type ListedAnalysis } from '../../../shared/contract/analyses.ts'
import { errorKinds, RushesError } from '../../../shared/errors.ts'
import { formatBytes, formatCount, formatTimecode } from '../../../shared/units.ts'
import { endAs, followJob } from '../follow-job.ts'
import { parseIds, parseLimit } from '../parse.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'
import { formatUnixTime } from '../unix-time.ts'
import { hasFaults, reportStates } from '../verified-states.ts'
import { addExplain } from './explain.ts'
import { addExport } from './export-ranges.ts'

interface Filter {
  state?: CacheState
  name?: string
  config?: string
  path?: string
}

/** `rushes analyses …`: what is cached of files. */
export const analysesCommand: AddCommand = (program, setExitCode) => {
  const analyses = program
    .command('analyses')
    .description('the cached results of analysers: list, show, export, explain, verify, remove')
  addList(analyses)
  addShow(analyses)
  addExport(analyses)
  addExplain(analyses)
  addVerify(analyses, setExitCode)
  addRemove(analyses)
}

function withFilter(command: Command): Command {
  return command
    .addOption(new Option('--state <state>', 'only those whose file is so').choices(cacheStates))
    .option('--name <analyser>', 'only those of this analyser')
    .option('--config <hash>', 'only those with this configuration')
    .option('--path <part>', 'only those of files whose path has this in it')
}

function filterOf({ state, name, config: config_hash, path }: Filter) {
  return { state, name, config_hash, path }
}

function addList(analyses: Command): void {
  withFilter(analyses.command('list').description('list the newest analyses'))
    .option('--limit <number>', 'how many at the most, up to 1000', parseLimit, 50)
    .action(async ({ limit, ...filter }: Filter & { limit: number }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const list = await client.analyses.list({ ...filterOf(filter), limit })
        answer(list, () => listAsText(list))
      })
    })
}

function listAsText({ items, total }: { items: ListedAnalysis[]; total: number }): string {
  if (total === 0) return 'Nothing is cached that fits.'
  const head = ['id', 'state', 'made (UTC)', 'ranges', 'size', 'analyser', 'file']
  const rows = items.map((it) => [
    String(it.id),
    it.state,
    formatUnixTime(it.created_at),
    formatCount(it.range_count),
    formatBytes(it.size_bytes),
    it.name ?? it.config_hash.slice(0, 19),
    it.file_path,
  ])
  const more = total > items.length ? `\n${formatCount(total - items.length)} more; see --limit.` : ''
  return table([head, ...rows]) + more
}

function addShow(analyses: Command): void {
  analyses
    .command('show')
    .description('show one analysis with its ranges')
    .argument('<id>', 'its number in the list', parseIds)
    .action(async ([id]: number[], _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const lane = await client.analyses.get({ id: id ?? 0 })
        answer(lane, () => laneAsText(lane))
      })
    })
}

function laneAsText(lane: Lane): string {
  const facts = [
    ['file', lane.file_path],
    ['content', lane.file_hash],
    ['state', lane.state],
    ['analyser', lane.name ?? '–'],
    ['configuration', lane.config === null ? lane.config_hash : JSON.stringify(lane.config)],
    ['made', `${formatUnixTime(lane.created_at)} UTC`],
    ['metadata', lane.metadata === null ? '–' : JSON.stringify(lane.metadata)],
  ]
  const ranges = (lane.ranges ?? []).map(({ start, end, label, confidence }) => [
    formatTimecode(start),
    formatTimecode(end),
    confidence === undefined ? '–' : confidence.toFixed(2),
    label ?? '–',
  ])
  if (ranges.length === 0) return `${table(facts)}\n\nno ranges`
  return `${table(facts)}\n\n${table([['from', 'to', 'sure', 'label'], ...ranges])}`
}

function addVerify(analyses: Command, setExitCode: (code: number) => void): void {
  withFilter(
    analyses.command('verify').description('read the files of analyses anew, and say which have changed or gone'),
  )
    .argument('[id...]', 'their numbers in the list; else all that fit, the newest 10,000 at the most', parseIds)
    .action(async (chosen: number[], filter: Filter, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const ids = chosen.length > 0 ? chosen : await client.analyses.ids(filterOf(filter))
        if (ids.length === 0) throw new RushesError('NOT_FOUND', 'Nothing is cached that fits.')
        const job = await followJob(client, () => client.analyses.verify({ ids }))
        const lanes = []
        for (const id of ids) lanes.push(await client.analyses.get({ id }))
        const files = lanes.map(({ id, file_path, state }) => ({ name: String(id), path: file_path, state }))
        answer({ job, files }, () => reportStates(files))
        endAs(job, setExitCode)
        if (hasFaults(files)) setExitCode(errorKinds.FILE_CHANGED.exitCode)
      })
    })
}

function addRemove(analyses: Command): void {
  analyses
    .command('remove')
    .description('take analyses out of the cache')
    .argument('<id...>', 'their numbers in the list', parseIds)
    .action(async (ids: number[], _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const { removed } = await client.analyses.remove({ ids })
        if (removed.length === 0)
          throw new RushesError('NOT_FOUND', `There is no analysis with the id ${ids.join(', ')}.`)
        const undo = JSON.stringify({ ids: removed })
        answer(
          { removed },
          () => `Removed ${formatCount(removed.length)}. Undo: rushes call analyses.restore '${undo}'`,
        )
      })
    })
}
