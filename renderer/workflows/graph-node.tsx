import type { NodeProps } from '@xyflow/react'
import { type DragEvent, memo, useState } from 'react'
import type { Role } from '../../shared/contract/workflows.ts'
import { formatDuration } from '../../shared/units.ts'
import { PlayingPoster } from '../components/playing-poster.tsx'
import { carriesTakes } from '../components/take-drag.ts'
import { StateDot } from '../executions/execution-state.tsx'
import { useIsFarAway } from '../graph/far-away.ts'
import { elementIdOf } from '../graph/graph-canvas.tsx'
import styles from '../graph/graph-node.module.css'
import { HandleDots } from '../graph/handle-dots.tsx'
import { type GraphNode, type NodeFace, spokenNode } from './graph-elements.ts'
import { NodeImage } from './node-images.tsx'
import { titleOf } from './node-words.ts'
import { RoleDrops } from './role-drops.tsx'
import { useDropOnNode } from './use-drop-on-node.ts'

/** One node: how its last run went, what it is, and what it made of late. */
export const GraphNodeView = memo(function GraphNodeView({ data, selected }: NodeProps<GraphNode>) {
  const { node, state, handles } = data
  const drop = useDropOnNode()
  const isFar = useIsFarAway()
  const { isOver, ...over } = useTakesOver()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no node
    <div
      id={elementIdOf(node.id)}
      role="group"
      aria-label={spokenNode(data)}
      aria-current={selected || undefined}
      className={styles.node}
      data-selected={selected || undefined}
      data-state={state}
      data-mode={node.mode}
      data-far={isFar || undefined}
      {...over}
    >
      {!isFar && <Face {...data} />}
      <HandleDots handles={handles} />
      {isOver && <RoleDrops onDrop={(role: Role, ids) => drop(node, role, ids)} />}
    </div>
  )
})

function Face({ node, state, output, image, words }: NodeFace) {
  return (
    <>
      <div className={styles.title}>
        <StateDot state={state} />
        <b>{titleOf(node)}</b>
        {node.mode !== 'active' && <small>{node.mode}</small>}
      </div>
      {output ? (
        <>
          <div className={styles.picture}>
            <PlayingPoster video={{ id: output.video_id, file_hash: output.file_hash }} />
          </div>
          <div className={styles.caption}>
            {output.name} · {formatDuration(output.duration_seconds)}
          </div>
        </>
      ) : image ? (
        <>
          <div className={styles.picture}>
            <NodeImage image={image} />
          </div>
          <div className={styles.caption}>{image.name}</div>
        </>
      ) : (
        words && <p className={styles.words}>{words}</p>
      )}
    </>
  )
}

/** Whether takes are held over an element, with the handlers that tell. */
function useTakesOver() {
  const [isOver, setOver] = useState(false)
  return {
    isOver,
    onDragEnter: (event: DragEvent) => carriesTakes(event) && setOver(true),
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Element | null)) setOver(false)
    },
    onDrop: () => setOver(false),
  }
}
