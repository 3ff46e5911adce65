import type { ReactNode } from 'react'
import type { Video } from '../../shared/contract/videos.ts'
import { formatBytes, formatDuration, formatWhen } from '../../shared/units.ts'
import { Poster } from '../components/poster.tsx'
import styles from './list.module.css'
import { sourceName } from './source-words.ts'

interface Column {
  name: string
  isNumber?: boolean
  cell(video: Video): ReactNode
}

const dash = '–'

/** The columns of the list, from the left; their widths stand in list.module.css. */
export const columns: readonly Column[] = [
  {
    name: 'Name',
    cell: (video) => (
      <>
        <span className={styles.thumb}>
          <Poster video={video} small />
        </span>
        <span className={styles.name} title={video.name}>
          {video.name}
        </span>
        {video.missing_since && <span className={styles.missing}>missing</span>}
      </>
    ),
  },
  { name: 'Duration', isNumber: true, cell: (video) => formatDuration(video.duration_seconds) },
  { name: 'Resolution', isNumber: true, cell: (video) => video.resolution?.replace('x', '×') ?? dash },
  { name: 'Aspect', isNumber: true, cell: (video) => video.aspect_ratio ?? dash },
  { name: 'Codec', cell: (video) => video.codec ?? dash },
  { name: 'Fps', isNumber: true, cell: (video) => video.fps ?? dash },
  { name: 'Size', isNumber: true, cell: (video) => formatBytes(video.size_bytes) },
  { name: 'Source', cell: (video) => sourceName(video.source_type) },
  { name: 'Added', isNumber: true, cell: (video) => formatWhen(video.created_at) },
]
