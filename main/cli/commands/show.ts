import type { VideoDetails } from '../../../shared/contract/videos.ts'
import { formatBitRate, formatBytes, formatTimecode } from '../../../shared/units.ts'
import { provenanceTable } from '../provenance-table.ts'
import { type AddCommand, queryLibrary } from '../session.ts'
import { table } from '../table.ts'
import { videoArgument } from '../video-argument.ts'

/** `rushes show <id>`: everything known about one video. */
export const showCommand: AddCommand = (program) => {
  program
    .command('show')
    .description('show everything known about one video')
    .argument('<video>', 'its id, the SHA-256 of its content, or a path')
    .action(async (text: string, _options, command) => {
      await queryLibrary(command, async ({ client, answer }) => {
        const video = await videoArgument(client, text)
        const { id } = video
        const generation = await client.generations.get({ video_id: id })
        const embedded = await client.embedded.get({ video_id: id })
        const uses = await client.workflows.ofVideo({ video_id: id })
        const provenance = { generation, embedded, uses }
        answer({ ...video, ...provenance }, () =>
          [asText(video), provenanceTable(provenance)].filter(Boolean).join('\n\n'),
        )
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
    ['rotation', video.rotation === null ? '–' : `${video.rotation}°`],
    ['audio', video.audio_codec ?? (video.container === null ? '–' : 'none')],
    ['size', `${formatBytes(video.size_bytes)} · ${formatBitRate(video.bit_rate)}`],
    ['container', video.container ?? '–'],
    ['source', video.source_type],
    ...(video.metadata ? [['metadata', JSON.stringify(video.metadata)]] : []),
    ['rating', video.rating === null ? '–' : '★'.repeat(video.rating)],
    ['tags', video.tags.join(', ') || '–'],
    ...(video.colour === null ? [] : [['label', video.colour]]),
    ...(video.note === null ? [] : [['note', video.note]]),
    ['added', `${video.created_at ?? '–'} UTC`],
    ['plays from', video.file_path],
  ]
  const locations = video.locations.map(({ path, missing_since, is_offline }) => [
    is_offline ? 'offline' : missing_since ? `missing since ${missing_since} UTC` : 'present',
    path,
  ])
  return `${table(facts)}\n\nlocations\n${table(locations)}`
}
