import type { NodeProps } from '@xyflow/react'
import { Ellipsis, FileQuestion } from 'lucide-react'
import { memo } from 'react'
import type { LineageNode } from '../../shared/contract/lineage.ts'
import { formatDuration } from '../../shared/units.ts'
import { Icon } from '../components/icon.tsx'
import { ImagePicture } from '../components/image-picture.tsx'
import { PlayingPoster } from '../components/playing-poster.tsx'
import { useIsFarAway } from '../graph/far-away.ts'
import { elementIdOf } from '../graph/graph-canvas.tsx'
import frame from '../graph/graph-node.module.css'
import { HandleDots } from '../graph/handle-dots.tsx'
import { type LineageNodeElement, spokenNode } from './lineage-elements.ts'
import styles from './lineage-node.module.css'
import { stateOf } from './lineage-words.ts'

/** One content of a lineage: its picture where it is a take or an image, and what it is called. */
export const LineageNodeView = memo(function LineageNodeView({ data, selected }: NodeProps<LineageNodeElement>) {
  const { node, isStart, handles } = data
  const isFar = useIsFarAway()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no node
    <div
      id={elementIdOf(node.id)}
      role="group"
      aria-label={spokenNode(data)}
      aria-current={selected || undefined}
      className={`${frame.node} ${styles.node}`}
      data-selected={selected || undefined}
      data-start={isStart || undefined}
      data-other={(node.video_id ?? node.image_id) === null || undefined}
      data-far={isFar || undefined}
    >
      {!isFar && <Face node={node} isStart={isStart} />}
      <HandleDots handles={handles} />
    </div>
  )
})

function Face({ node, isStart }: { node: LineageNode; isStart: boolean }) {
  const { video_id: id, image_id, file_hash, name, duration_seconds, missing_since, goes_on } = node
  const state = stateOf(node)
  const kind = id === null && image_id !== null ? 'image' : formatDuration(duration_seconds)
  return (
    <>
      <div className={styles.picture}>
        {id !== null && file_hash !== null ? (
          <PlayingPoster video={{ id, file_hash }} />
        ) : image_id !== null && file_hash !== null ? (
          <ImagePicture image={{ id: image_id, file_hash, missing_since }} />
        ) : (
          <span className={styles.none}>
            <Icon of={FileQuestion} size={20} />
          </span>
        )}
        {isStart && <span className={styles.start}>Start</span>}
        {goes_on && (
          <span className={styles.more} title="More is known beyond it">
            <Icon of={Ellipsis} size={13} />
          </span>
        )}
      </div>
      <div className={styles.name} title={name}>
        {name}
      </div>
      <div className={styles.words}>{state ?? kind}</div>
    </>
  )
}
