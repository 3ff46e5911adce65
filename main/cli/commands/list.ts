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

/** `rushes list`: the newest videos. */
export const listCommand: AddCommand = (program) => {
  program
    .command('list')
    .description('list the newest videos')
    .addOption(new Option('--source-type <type>', 'only those of this source').choices(sourceTypes))
    .option('--search <words>', 'only those with these words in name, file, prompt, workflow or tags')
    .option('--min-rating <stars>', 'only those with at least so many stars', parseStars)
    .option('--unrated', 'only those without stars')
    .option('--tag <tag>', 'only those with this tag; given again, with all of them', parseText)
    .option('--untagged', 'only those without tags')
    .option('--after <id>', 'go on behind this video, the last one of the page before')
    .option('--limit <number>', 'how many at the most, up to 1000', parseLimit, 50)
    .action(async ({ sourceType, minRating, unrated, tag, untagged, ...page }: Options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const list = await client.videos.list({
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

function asText({ items, total }: { items: Video[]; total: number }): string {
  if (total === 0) return 'No videos. Bring some in with “rushes import <paths…>”.'
  const head = ['id', 'length', 'picture', 'codec', 'fps', 'size', 'source', 'rating', 'name', 'tags']
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
  const more = last && total > items.length ? `\nOf ${formatCount(total)}. Go on with --after ${last.id}.` : ''
  return table([head, ...rows]) + more
}
