import { Option } from 'commander'
import { sourceTypes, type Video } from '../../../shared/contract/videos.ts'
import { formatBytes, formatCount, formatDuration } from '../../../shared/units.ts'
import { parseLimit, parseStars, parseText } from '../parse.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

interface Options {
  sourceType?: (typeof sourceTypes)[number]
  search?: string
  after?: string
  minRating?: number
  unrated?: true
  tag?: string[]
  untagged?: true
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
    .option('--after <id>', 'continue after this video, the last one of the previous page')
    .option('--limit <number>', 'maximum number of rows, up to 1000', parseLimit, 50)
    .action(async (query: string | undefined, options: Options, command) => {
      const { sourceType, minRating, unrated, tag, untagged, ...page } = options
      await withLibrary(command, async ({ client, answer }) => {
        const list = await client.videos.list({
          query,
          source_type: sourceType,
          min_rating: minRating,
          has_rating: unrated && false,
          tags: tag,
          has_tags: untagged && false,
          ...page,
        })
        answer(list, () => asText(list))
      })
    })
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
