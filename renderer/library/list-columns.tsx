import type { ReactNode } from 'react'
import type { VideoSort } from '../../shared/contract/video-query.ts'
import type { Video } from '../../shared/contract/videos.ts'
import { formatBytes, formatDuration, formatWhen } from '../../shared/units.ts'
import { MediaStatusLabel } from '../components/media/media-status-label.tsx'
import { Poster } from '../components/pictures/poster.tsx'
import { Stars } from '../components/tags/stars.tsx'
import { absence, sourceName } from '../components/takes/take-labels.ts'
import styles from './list.module.css'

interface Column {
  name: string
  /** Sort order that a click on the head sets. */
  sort?: VideoSort
  /** Numbers are aligned right. */
  kind?: 'number' | 'text'
  /** Order in which columns are hidden in a narrow list. */
  yields?: 'first' | 'second' | 'third'
  cell(video: Video): ReactNode
}

const dash = '–'

/** Returns the classes of a cell or head of a column. */
export function columnClass({ kind, yields }: Column): string {
  return [kind && styles[kind], yields && styles[yields]].filter(Boolean).join(' ')
}

/** The columns of the list, from left to right. Their widths are in list.module.css. */
export const columns: readonly Column[] = [
  {
    name: 'Name',
    sort: 'name',
    cell: (video) => (
      <>
        <span className={styles.thumb}>
          <Poster video={video} small />
        </span>
        <span className={styles.name} title={video.name}>
          {video.name}
        </span>
        {absence(video) && <span className={styles.missing}>{absence(video)}</span>}
      </>
    ),
  },
  { name: 'Duration', sort: 'duration', kind: 'number', cell: (video) => formatDuration(video.duration_seconds) },
  {
    name: 'Resolution',
    sort: 'pixels',
    kind: 'number',
    yields: 'third',
    cell: (video) => video.resolution?.replace('x', '×') ?? dash,
  },
  {
    name: 'Aspect',
    sort: 'aspect_ratio',
    kind: 'number',
    yields: 'first',
    cell: (video) => video.aspect_ratio ?? dash,
  },
  { name: 'Codec', sort: 'codec', kind: 'text', yields: 'third', cell: (video) => video.codec ?? dash },
  { name: 'Fps', kind: 'number', yields: 'first', cell: (video) => video.fps ?? dash },
  {
    name: 'Rating',
    sort: 'rating',
    kind: 'text',
    cell: (video) => video.rating !== null && <Stars rating={video.rating} />,
  },
  {
    name: 'Tags',
    kind: 'text',
    yields: 'second',
    cell: (video) => <span className={styles.tags}>{video.tags.join(', ')}</span>,
  },
  { name: 'Size', sort: 'size', kind: 'number', cell: (video) => formatBytes(video.size_bytes) },
  {
    name: 'Source',
    sort: 'source_type',
    kind: 'text',
    yields: 'first',
    cell: (video) => sourceName(video.source_type),
  },
  {
    name: 'Status',
    kind: 'text',
    yields: 'first',
    cell: (video) => <MediaStatusLabel status={video.media_status} />,
  },
  { name: 'Added', sort: 'added', kind: 'number', cell: (video) => formatWhen(video.created_at) },
]
