import { Option } from 'commander'
import {
  type VideoFilter,
  type VideoGroup,
  type VideoGroupSort,
  type VideoSort,
  videoGroupSorts,
  videoSorts,
} from '../../../shared/contract/video-query.ts'
import { sourceTypes, type Video } from '../../../shared/contract/videos.ts'
import { toCsv } from '../../../shared/csv.ts'
import type { SortOrder } from '../../../shared/sort-order.ts'
import { formatBytes, formatCount, formatDuration } from '../../../shared/units.ts'
import { printExport } from '../output.ts'
import { parseLimit, parseStars, parseText } from '../parse.ts'
import { type AddCommand, queryLibrary, type Session } from '../session.ts'
import { table } from '../table.ts'

interface Options {
  sourceType?: (typeof sourceTypes)[number]
  search?: string
  after?: string
  minRating?: number
  unrated?: true
  tag?: string[]
  untagged?: true
  workflow?: string
  model?: string
  sort: VideoSort
  order: SortOrder
  groupBy?: VideoGroupSort
  csv?: true
  limit: number
}

/** `rushes list`: the newest videos, filtered and in pages. */
export const listCommand: AddCommand = (program) => {
  program
    .command('list')
    .description('list the newest videos')
    .argument('[query]', 'only videos that match, such as “model:wan rating:>=4” (docs/search.md)')
    .addOption(new Option('--source-type <type>', 'only videos of this source').choices(sourceTypes))
    .option('--search <words>', 'only videos with these words in name, file name, prompt, workflow or tags')
    .option('--min-rating <stars>', 'only videos with at least this many stars', parseStars)
    .option('--unrated', 'only videos without a rating')
    .option('--tag <tag>', 'only videos with this tag; repeatable, all must match', parseText)
    .option('--untagged', 'only videos without tags')
    .addOption(new Option('--sort <key>', 'order of the list').choices(videoSorts).default('added'))
    .addOption(new Option('--order <order>', 'direction of the order').choices(['asc', 'desc']).default('desc'))
    .addOption(new Option('--group-by <key>', 'count the videos of each group instead').choices(videoGroupSorts))
    .option('--csv', 'print all videos that match as CSV')
    .option('--workflow <id>', 'only videos of this workflow')
    .option('--model <name>', 'only videos that this model made')
    .option('--after <id>', 'continue after this video, the last one of the previous page')
    .option('--limit <number>', 'maximum number of rows, up to 1000', parseLimit, 50)
    .action(async (query: string | undefined, options: Options, command) => {
      const { sourceType, minRating, unrated, tag, untagged, groupBy, csv, search, workflow, model, ...page } = options
      const filter = {
        query,
        search,
        workflow_id: workflow,
        model,
        source_type: sourceType,
        min_rating: minRating,
        has_rating: unrated && false,
        tags: tag,
        has_tags: untagged && false,
      }
      await queryLibrary(command, async ({ client, answer }) => {
        if (groupBy) {
          const groups = await client.videos.groups({ ...filter, sort: groupBy, order: page.order })
          return answer(groups, () => groupsAsText(groups))
        }
        if (csv) return await printCsv(client, { ...filter, sort: page.sort, order: page.order })
        const list = await client.videos.list({ ...filter, ...page })
        answer(list, () => asText(list))
      })
    })
}

const csvColumns = [
  ...([
    'id',
    'name',
    'duration_seconds',
    'resolution',
    'aspect_ratio',
    'codec',
    'audio_codec',
    'fps',
    'bit_rate',
  ] as const),
  ...(['size_bytes', 'rating', 'tags', 'model', 'provider', 'seed', 'prompt', 'workflow', 'source_type'] as const),
  ...(['created_at', 'file_path', 'file_hash'] as const),
]

/** Prints all videos that match, page by page. */
async function printCsv(
  client: Session['client'],
  query: VideoFilter & { sort: VideoSort; order: SortOrder },
): Promise<void> {
  printExport(toCsv([csvColumns]))
  let after: string | undefined
  do {
    const { items } = await client.videos.list({ ...query, after, limit: 1000, count: false })
    printExport(toCsv(items.map((video) => csvColumns.map((column) => csvValue(video, column)))))
    after = items.length < 1000 ? undefined : items.at(-1)?.id
  } while (after !== undefined)
}

function csvValue(video: Video, column: (typeof csvColumns)[number]): unknown {
  return column === 'tags' ? video.tags.join('; ') : video[column]
}

function groupsAsText(groups: readonly VideoGroup[]): string {
  return table([['videos', 'group'], ...groups.map(({ value, count }) => [formatCount(count), String(value ?? '–')])])
}

function asText({ items, total }: { items: Video[]; total: number | null }): string {
  if (total === 0) return 'No videos. Import some with “rushes import <paths…>”.'
  const head = ['id', 'duration', 'resolution', 'codec', 'fps', 'size', 'source', 'rating', 'name', 'tags']
  const rows = items.map((video) => [
    video.id,
    formatDuration(video.duration_seconds),
    video.resolution ?? '–',
    video.codec ?? '–',
    video.fps === null ? '–' : String(video.fps),
    formatBytes(video.size_bytes),
    video.source_type,
    '★'.repeat(video.rating ?? 0),
    video.name,
    video.tags.join(', '),
  ])
  const last = items.at(-1)
  const more =
    last && total !== null && total > items.length
      ? `\n${formatCount(total, 'video')} in total. Next page: --after ${last.id}`
      : ''
  return table([head, ...rows]) + more
}
