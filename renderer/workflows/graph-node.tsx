import { Handle, type NodeProps, type ReactFlowState, useStore } from '@xyflow/react'
import { type DragEvent, memo, useState } from 'react'
import type { Role } from '../../shared/contract/workflows.ts'
import { formatDuration } from '../../shared/units.ts'
import { PlayingPoster } from '../components/playing-poster.tsx'
import { carriesTakes } from '../components/take-drag.ts'
import { StateDot } from '../executions/execution-state.tsx'
import { elementIdOf, type GraphNode, type NodeFace, spokenNode } from './graph-elements.ts'
import styles from './graph-node.module.css'
import { titleOf } from './node-words.ts'
import { RoleDrops } from './role-drops.tsx'
import { useDropOnNode } from './use-drop-on-node.ts'

/** From farther away nobody reads what stands in a node, and hundreds of them are in sight. */
const isFarAway = ({ transform: [, , zoom] }: ReactFlowState) => zoom < 0.3

/** One node: how its last run went, what it is, and what it made of late. */
export const GraphNodeView = memo(function GraphNodeView({ data, selected }: NodeProps<GraphNode>) {
  const { node, state, handles } = data
  const drop = useDropOnNode()
  const isFar = useStore(isFarAway)
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
      {handles.map(({ id, type, position, x, y }) => (
        <Handle
          key={`${type} ${id}`}
          id={id}
          type={type}
          position={position}
          isConnectable={false}
          className={styles.port}
          style={{ left: x, top: y }}
        />
      ))}
      {isOver && <RoleDrops onDrop={(role: Role, ids) => drop(node, role, ids)} />}
    </div>
  )
})

function Face({ node, state, output, words }: NodeFace) {
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
