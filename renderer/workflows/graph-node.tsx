import type { NodeProps } from '@xyflow/react'
import { type DragEvent, memo, useState } from 'react'
import type { Role } from '../../shared/contract/workflows.ts'
import { formatDuration } from '../../shared/units.ts'
import { StateDot } from '../components/executions/execution-state.tsx'
import { elementIdOf } from '../components/graph/graph-canvas.tsx'
import styles from '../components/graph/graph-node.module.css'
import { HandleDots } from '../components/graph/handle-dots.tsx'
import { useIsZoomedOut } from '../components/graph/zoomed-out.ts'
import { PlayingPoster } from '../components/pictures/playing-poster.tsx'
import { carriesTakes } from '../components/takes/take-drag.ts'
import { type GraphNode, type NodeFace, spokenNode } from './graph-elements.ts'
import { NodeImage } from './node-images.tsx'
import { kindOf, titleOf } from './node-labels.ts'
import { RoleDrops } from './role-drops.tsx'
import { useDropOnNode } from './use-drop-on-node.ts'

/** A node of the graph: its state in the run, its title, and its newest output. */
export const GraphNodeView = memo(function GraphNodeView({ data, selected }: NodeProps<GraphNode>) {
  const { node, state, handles } = data
  const drop = useDropOnNode()
  const isFar = useIsZoomedOut()
  const { isOver, ...over } = useTakesOver()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls
    <div
      id={elementIdOf(node.id)}
      role="group"
      aria-label={spokenNode(data)}
      aria-current={selected || undefined}
      className={styles.node}
      data-selected={selected || undefined}
      data-state={state}
      data-mode={node.mode}
      data-kind={kindOf(node) ?? undefined}
      data-far={isFar || undefined}
      {...over}
    >
      {!isFar && kindOf(node) !== 'reroute' && <Face {...data} />}
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

/** Returns whether takes are dragged over an element, and the handlers that track it. */
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
