import type { VideoDetails } from '../../../shared/contract/videos.ts'
import { formatBitRate, formatBytes, formatTimecode } from '../../../shared/units.ts'
import { howMade } from '../how-made.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** `rushes show <id>`: all about one video. */
export const showCommand: AddCommand = (program) => {
  program
    .command('show')
    .description('show all that is known of one video')
    .argument('<id>')
    .action(async (id: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const video = await client.videos.get({ id })
        const generation = await client.generations.get({ video_id: id })
        const embedded = await client.embedded.get({ video_id: id })
        const uses = await client.workflows.ofVideo({ video_id: id })
        const making = { generation, embedded, uses }
        answer({ ...video, ...making }, () => [asText(video), howMade(making)].filter(Boolean).join('\n\n'))
      })
    })
}

function asText(video: VideoDetails): string {
  const facts = [
    ['id', video.id],
    ['name', video.name],
    ['content', `sha256 ${video.file_hash}`],
    ['duration', formatTimecode(video.duration_seconds)],
    ['picture', [video.resolution, video.aspect_ratio, video.codec].filter(Boolean).join(' · ') || '–'],
    ['frame rate', video.frame_rate === null ? '–' : `${video.fps} (${video.frame_rate})`],
    ['rotation', `${video.rotation ?? 0}°`],
    ['audio', video.audio_codec ?? 'none'],
    ['size', `${formatBytes(video.size_bytes)} · ${formatBitRate(video.bit_rate)}`],
    ['container', video.container ?? '–'],
    ['source', video.source_type],
    ['rating', video.rating === null ? '–' : '★'.repeat(video.rating)],
    ['tags', video.tags.join(', ') || '–'],
    ['added', `${video.created_at ?? '–'} UTC`],
    ['plays from', video.file_path],
  ]
  const places = video.locations.map(({ path, missing_since, is_offline }) => [
    is_offline ? 'offline' : missing_since ? `missing since ${missing_since} UTC` : 'there',
    path,
  ])
  return `${table(facts)}\n\nseen at\n${table(places)}`
}
