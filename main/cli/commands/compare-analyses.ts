import type { Command } from 'commander'
import type { AnalysisComparison } from '../../../shared/contract/compared-analyses.ts'
import { formatCount, formatTimecode } from '../../../shared/units.ts'
import { parseLimit, parseSeconds } from '../parse.ts'
import { withLibrary } from '../session.ts'
import { table } from '../table.ts'

interface Options {
  query?: string
  tolerance?: number
  ignoreLabels?: true
  limit: number
}

/** Adds `rushes analyses compare <config…>`: two or more configurations over many videos, the worst first. */
export function addCompare(analyses: Command): void {
  analyses
    .command('compare')
    .description('compare configurations over the videos that have all of them, the worst agreement first')
    .argument('<config...>', 'two or more hashes, as “rushes analyses configurations” lists them')
    .option('--query <search>', 'only videos that match, as in “rushes list”')
    .option(
      '--tolerance <seconds>',
      'largest distance of ends that count as the same (default: one frame)',
      parseSeconds,
    )
    .option('--ignore-labels', 'compare times only (default: if the configurations are of several analysers)')
    .option('--limit <number>', 'maximum number of rows, up to 1000', parseLimit, 50)
    .action(async (config_hashes: string[], options: Options, command) => {
      const { query, tolerance: tolerance_seconds, ignoreLabels: ignore_labels, limit } = options
      await withLibrary(command, async ({ client, answer }) => {
        const request = { config_hashes, query, tolerance_seconds, ignore_labels, limit }
        const comparison = await client.analyses.compare(request)
        answer(comparison, () => comparisonAsText(comparison))
      })
    })
}

/** Adds `rushes analyses configurations`. */
export function addConfigurations(analyses: Command): void {
  analyses
    .command('configurations')
    .description('list the configurations of cached analyses with their hashes, the last used first')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const groups = await client.analyses.groups()
        const rows = groups.map(({ config_hash, name, config, count }) => [
          config_hash,
          name ?? '–',
          formatCount(count),
          config === null ? '–' : JSON.stringify(config),
        ])
        const head = ['hash', 'analyser', 'analyses', 'configuration']
        answer(groups, () => (rows.length === 0 ? 'No analyses.' : table([head, ...rows])))
      })
    })
}

function comparisonAsText({ items, of, missing, configurations, pairs }: AnalysisComparison): string {
  const nameOf = (index: number) => {
    const { name, config_hash, is_correction } = configurations[index] ?? {}
    return `${name ?? '–'} ${is_correction ? 'by hand' : (config_hash ?? '').slice(7, 15)}`
  }
  const isMeasured = (index: number) => configurations[index]?.is_correction ?? false
  const sums = pairs.map(({ first, second, ...pair }) => [
    `${nameOf(first)} and ${nameOf(second)}`,
    percent(pair.f1),
    percent(pair.overlap),
    isMeasured(first) ? percent(pair.precision) : '–',
    isMeasured(first) ? percent(pair.recall) : '–',
    formatCount(pair.both),
    formatCount(pair.only_first),
    formatCount(pair.only_second),
  ])
  const head = ['compared', 'F1', 'overlap', 'precision', 'recall', 'in both', 'only first', 'only second']
  const rows = items.map(({ video, pairs: figures, first_difference }) => [
    video.id,
    ...figures.map(({ f1 }) => percent(f1)),
    first_difference === null ? '–' : formatTimecode(first_difference),
    video.name,
  ])
  const takes = ['id', ...pairs.map((_, index) => `F1 (${index + 1})`), 'differs from', 'name']
  const rest = missing === 0 ? '' : `; ${formatCount(missing)} have only some of the configurations`
  const words = `${formatCount(of, 'video')} compared${rest}.`
  return items.length === 0 ? words : [words, table([head, ...sums]), table([takes, ...rows])].join('\n\n')
}

function percent(part: number | null): string {
  return part === null ? '–' : `${(part * 100).toFixed(1)}%`
}
