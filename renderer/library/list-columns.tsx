import type { VideoSort } from '../../shared/contract/video-query.ts'
import type { Video } from '../../shared/contract/videos.ts'
import { formatBitRate, formatBytes, formatDuration } from '../../shared/units.ts'
import { ColourDot } from '../components/labels/colour-control.tsx'
import { MediaStatusLabel } from '../components/media/media-status-label.tsx'
import { Poster } from '../components/pictures/poster.tsx'
import { numberColumn, textColumn, timeColumn } from '../components/table/column-kinds.ts'
import type { Column } from '../components/table/columns.ts'
import { Stars } from '../components/tags/stars.tsx'
import { audioName, containerName, videoCodecName } from '../components/takes/format-names.ts'
import { absence, fileState, sourceName } from '../components/takes/take-labels.ts'
import styles from './list.module.css'
import { texts } from './texts.ts'

export type TakeColumn = Column<Video, VideoSort>

const dash = '–'

/** The columns of the list, from left to right. */
export const takeColumns: readonly TakeColumn[] = [
  {
    name: texts.name,
    sort: 'name',
    width: 200,
    grow: 1,
    value: ({ name }) => name,
    cell: (video) => (
      <>
        <span className={styles.thumb}>
          <Poster video={video} small />
        </span>
        <span className={styles.name} title={video.name}>
          {video.name}
        </span>
        {fileState(video) && (
          <span className={absence(video) ? styles.missing : styles.archived}>{fileState(video)}</span>
        )}
      </>
    ),
  },
  numberColumn(texts.duration, 62, (video) => video.duration_seconds, {
    sort: 'duration',
    cell: (video) => formatDuration(video.duration_seconds),
  }),
  numberColumn(texts.resolution, 80, (video) => video.resolution, {
    sort: 'pixels',
    yields: 2,
    cell: (video) => video.resolution?.replace('x', '×') ?? dash,
  }),
  numberColumn(texts.aspect, 54, (video) => video.aspect_ratio, { sort: 'aspect_ratio', yields: 8 }),
  textColumn(texts.codec, 64, ({ codec }) => videoCodecName(codec), { sort: 'codec', yields: 3 }),
  numberColumn(texts.fpsColumn, 46, ({ fps }) => fps, {
    sort: 'fps',
    yields: 7,
    cell: ({ fps }) => (fps === null ? dash : `${fps}`),
  }),
  {
    name: texts.rating,
    sort: 'rating',
    width: 70,
    yields: 1,
    value: ({ rating }) => rating,
    cell: ({ rating }) => rating !== null && <Stars rating={rating} />,
  },
  textColumn(texts.tags, 84, ({ tags }) => tags.join(', '), { sort: 'tags', grow: 0.5, yields: 4 }),
  textColumn(texts.model, 96, ({ model }) => model, { sort: 'model', grow: 0.4, yields: 5 }),
  numberColumn(texts.size, 64, (video) => video.size_bytes, {
    sort: 'size',
    cell: (video) => formatBytes(video.size_bytes),
  }),
  textColumn(texts.source, 76, (video) => sourceName(video.source_type), { sort: 'source_type', yields: 9 }),
  {
    name: texts.status,
    width: 84,
    yields: 10,
    value: (video) => video.media_status,
    cell: (video) => <MediaStatusLabel status={video.media_status} />,
  },
  timeColumn(texts.added, (video) => video.created_at, { sort: 'added' }),
  {
    name: texts.label,
    width: 52,
    isExtra: true,
    value: ({ colour }) => colour,
    cell: ({ colour }) => colour && <ColourDot colour={colour} />,
  },
  textColumn(texts.note, 180, ({ note }) => note, { isExtra: true }),
  textColumn(texts.prompt, 220, ({ prompt }) => prompt, { isExtra: true, sort: 'prompt' }),
  textColumn(texts.seed, 130, ({ seed }) => seed, { isExtra: true, sort: 'seed', kind: 'number' }),
  textColumn(texts.provider, 96, ({ provider }) => provider, { isExtra: true, sort: 'provider' }),
  textColumn(texts.workflow, 140, ({ workflow }) => workflow, { isExtra: true, sort: 'workflow' }),
  textColumn(texts.audio, 90, (video) => audioName(video.audio_codec) ?? null, { isExtra: true }),
  textColumn(texts.format, 70, (video) => containerName(video.container, video.file_path) ?? null, { isExtra: true }),
  numberColumn(texts.bitRate, 88, (video) => video.bit_rate, {
    isExtra: true,
    cell: (video) => formatBitRate(video.bit_rate),
  }),
  numberColumn(texts.frames, 70, (video) => video.frame_count, { isExtra: true }),
  textColumn(texts.path, 280, (video) => video.file_path, { isExtra: true }),
  textColumn(texts.id, 130, ({ id }) => id, { isExtra: true }),
]
