import type { Command } from 'commander'
import { Option } from 'commander'
import { type CacheState, cacheStates, type Lane, type ListedAnalysis } from '../../../shared/contract/analyses.ts'
import { errorKinds, RushesError } from '../../../shared/errors.ts'
import { formatBytes, formatCount, formatTimecode } from '../../../shared/units.ts'
import { endAs, followJob } from '../follow-job.ts'
import { allItems, failureLines } from '../job-items.ts'
import { reportNotFound } from '../not-found.ts'
import { parseIds, parseLimit } from '../parse.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'
import { formatUnixTime } from '../unix-time.ts'
import { hasFaults, reportStates } from '../verified-states.ts'
import { addCompare, addConfigurations } from './compare-analyses.ts'
import { addCorrect } from './correct-analysis.ts'
import { addExplain } from './explain.ts'
import { addExport } from './export-ranges.ts'

interface Filter {
  state?: CacheState
  name?: string
  config?: string
  path?: string
}

/** `rushes analyses …`: the cached results of analysers. */
export const analysesCommand: AddCommand = (program, setExitCode) => {
  const analyses = program
    .command('analyses')
    .description('cached results of analysers: list, show, compare, correct, export, explain, verify, remove')
  addList(analyses)
  addShow(analyses)
  addCompare(analyses)
  addConfigurations(analyses)
  addCorrect(analyses)
  addExport(analyses)
  addExplain(analyses)
  addVerify(analyses, setExitCode)
  addRerun(analyses, setExitCode)
  addRemove(analyses, setExitCode)
}

function withFilter(command: Command): Command {
  return command
    .addOption(new Option('--state <state>', 'only analyses in this state').choices(cacheStates))
    .option('--name <analyser>', 'only analyses by this analyser')
    .option('--config <hash>', 'only analyses with this configuration')
    .option('--path <part>', 'only analyses of files whose path contains this')
}

function filterOf({ state, name, config: config_hash, path }: Filter) {
  return { state, name, config_hash, path }
}

function addList(analyses: Command): void {
  withFilter(analyses.command('list').description('list the newest analyses'))
    .option('--limit <number>', 'maximum number of rows, up to 1000', parseLimit, 50)
    .action(async ({ limit, ...filter }: Filter & { limit: number }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const list = await client.analyses.list({ ...filterOf(filter), limit })
        answer(list, () => listAsText(list))
      })
    })
}

function listAsText({ items, total }: { items: ListedAnalysis[]; total: number }): string {
  if (total === 0) return 'No matching analyses.'
  const head = ['id', 'state', 'created (UTC)', 'ranges', 'size', 'analyser', 'file']
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
    .argument('<id>', 'number of the analysis, as listed', parseIds)
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
    ['created', `${formatUnixTime(lane.created_at)} UTC`],
    ['metadata', lane.metadata === null ? '–' : JSON.stringify(lane.metadata)],
  ]
  const ranges = (lane.ranges ?? []).map(({ start, end, label, confidence }) => [
    formatTimecode(start),
    formatTimecode(end),
    confidence === undefined ? '–' : confidence.toFixed(2),
    label ?? '–',
  ])
  if (ranges.length === 0) return `${table(facts)}\n\nNo ranges.`
  return `${table(facts)}\n\n${table([['from', 'to', 'confidence', 'label'], ...ranges])}`
}

function addVerify(analyses: Command, setExitCode: (code: number) => void): void {
  withFilter(analyses.command('verify').description('read the files of analyses again and report which are not fresh'))
    .argument('[id...]', 'numbers of analyses, as listed (default: all matching, up to the newest 10,000)', parseIds)
    .action(async (chosen: number[], filter: Filter, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const ids = chosen.length > 0 ? chosen : await client.analyses.ids(filterOf(filter))
        if (ids.length === 0) throw new RushesError('NOT_FOUND', 'No matching analyses.')
        const job = await followJob(client, () => client.analyses.verify({ ids }))
        const lanes = []
        for (const id of ids) lanes.push(await client.analyses.get({ id }))
        const files = lanes.map(({ id, file_path, state }) => ({ name: String(id), path: file_path, state }))
        const items = await allItems(client, job.id)
        answer({ job, files, items }, () => [reportStates(files), ...failureLines(items)].join('\n'))
        await endAs(client, job, setExitCode)
        if (hasFaults(files)) setExitCode(errorKinds.FILE_CHANGED.exitCode)
      })
    })
}

function addRerun(analyses: Command, setExitCode: (code: number) => void): void {
  analyses
    .command('rerun')
    .description('run the analysers of analyses again, although the results are cached')
    .argument('<id...>', 'numbers of analyses, as listed', parseIds)
    .action(async (ids: number[], _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const job = await followJob(client, () => client.analyses.rerun({ ids }))
        const items = await allItems(client, job.id)
        const words = `Ran ${formatCount(job.done - job.failed, 'analysis', 'analyses')} again.`
        answer({ job, items }, () => [words, ...failureLines(items)].join('\n'))
        await endAs(client, job, setExitCode)
      })
    })
}

function addRemove(analyses: Command, setExitCode: (code: number) => void): void {
  analyses
    .command('remove')
    .description('remove analyses from the cache')
    .argument('<id...>', 'numbers of analyses, as listed', parseIds)
    .action(async (ids: number[], _options, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const { removed } = await client.analyses.remove({ ids })
        const asked = { noun: 'Analysis', ids, found: removed, advice: 'Run “rushes analyses list” for the ids.' }
        const not_found = reportNotFound(asked, setExitCode)
        const undo = undoLine('analyses.restore', { changed: removed.length, undo: { ids: removed } })
        answer({ removed, not_found }, () => `Removed ${formatCount(removed.length, 'analysis', 'analyses')}.${undo}`)
      })
    })
}
