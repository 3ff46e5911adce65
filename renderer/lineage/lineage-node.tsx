import type { NodeProps } from '@xyflow/react'
import { Ellipsis, FileQuestion } from 'lucide-react'
import { memo, use } from 'react'
import type { LineageNode } from '../../shared/contract/lineage.ts'
import { formatDuration } from '../../shared/units.ts'
import { elementIdOf } from '../components/graph/graph-canvas.tsx'
import frame from '../components/graph/graph-node.module.css'
import { HandleDots } from '../components/graph/handle-dots.tsx'
import { DetailContext } from '../components/graph/level-of-detail.ts'
import { labelSize, NodeLabel } from '../components/graph/node-label.tsx'
import { Icon } from '../components/icon.tsx'
import { ImagePicture } from '../components/pictures/image-picture.tsx'
import { PlayingPoster } from '../components/pictures/playing-poster.tsx'
import { type LineageNodeElement, size, spokenNode } from './lineage-elements.ts'
import { stateOf } from './lineage-labels.ts'
import styles from './lineage-node.module.css'
import { texts } from './texts.ts'

/** A content in a lineage: its picture, if it is a take or an image, and its name. */
export const LineageNodeView = memo(function LineageNodeView({ data, selected }: NodeProps<LineageNodeElement>) {
  const { node, isStart, handles } = data
  const isFar = use(DetailContext) === 'title'
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
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
      style={labelSize(size)}
    >
      {isFar ? <NodeLabel>{node.name}</NodeLabel> : <Face node={node} isStart={isStart} />}
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
        {isStart && <span className={styles.start}>{texts.start}</span>}
        {goes_on && (
          <span className={styles.more} title={texts.moreBeyondThisTitle}>
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
