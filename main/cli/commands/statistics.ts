import type { Statistics as Totals } from '../../../shared/contract/library.ts'
import type { CacheUse, Share, Statistics } from '../../../shared/contract/statistics.ts'
import { formatBytes, formatCount, formatElapsed } from '../../../shared/units.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** Rows of a table; `--json` has all of them. */
const most = 12

/** `rushes statistics`: where the library is and what it holds, by source, model and more. */
export const statisticsCommand: AddCommand = (program) => {
  program
    .command('statistics')
    .description('show where the library is and what it holds, by source, codec, model and month')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const library = await client.library.get()
        const totals = await client.library.statistics()
        const statistics = await client.statistics.get()
        answer({ library, ...totals, ...statistics }, () =>
          [library.folder, totalsText(totals), ...parts(statistics)].join('\n\n'),
        )
      })
    })
}

function totalsText({ total_storage_bytes, videos_by_source, workflows_by_status }: Totals): string {
  return table([
    ['size', formatBytes(total_storage_bytes)],
    ...Object.entries(videos_by_source).map(([source, { count, size_bytes }]) => [
      source,
      `${formatCount(count, 'video')}, ${formatBytes(size_bytes)}`,
    ]),
    ...Object.entries(workflows_by_status).map(([status, count]) => [status, formatCount(count, 'workflow')]),
  ])
}

function parts(statistics: Statistics): string[] {
  const { by_codec, by_model, by_month, takes_per_day, executions_by_status, duplicates, cache } = statistics
  const days = takes_per_day.filter(({ count }) => count > 0).toReversed()
  return [
    part('codec', by_codec.map(shareCells)),
    part(
      'model',
      by_model.map((share) => [
        ...shareCells(share),
        share.timed === 0 ? '–' : formatElapsed(share.seconds),
        share.priced === 0 ? '–' : `cost ${Math.round(share.cost * 100) / 100}`,
      ]),
    ),
    part('month', by_month.map(shareCells)),
    part(
      'day',
      days.map(({ day, count }) => [day, formatCount(count, 'video')]),
    ),
    part(
      'runs',
      executions_by_status.map(({ status, count }) => [status, formatCount(count)]),
    ),
    table([
      ['duplicates avoided', `${formatCount(duplicates.count)}, ${formatBytes(duplicates.size_bytes)}`],
      ['cached analyses', cacheText(cache.analyses)],
      ['cached processing', cacheText(cache.processing)],
    ]),
  ].filter((text) => text !== '')
}

function part(title: string, rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return ''
  const more = rows.length > most ? [[`and ${formatCount(rows.length - most)} more`]] : []
  return `${title}\n${table([...rows.slice(0, most), ...more].map((row) => ['', ...row]))}`
}

function shareCells({ value, count, size_bytes }: Share): string[] {
  return [value ?? '(none)', formatCount(count, 'video'), formatBytes(size_bytes)]
}

function cacheText({ results, made, cached }: CacheUse): string {
  return `${formatCount(results)}; ${formatCount(cached)} of ${formatCount(made + cached)} requests from the cache`
}
