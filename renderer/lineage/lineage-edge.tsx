import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react'
import { useIsZoomedOut } from '../components/graph/zoomed-out.ts'
import styles from './lineage-edge.module.css'
import type { LineageFlowEdge } from './lineage-elements.ts'

/** An edge from an input to an output, with a label for what made the output. */
export function LineageEdgeView({ id, data, markerEnd, ...ends }: EdgeProps<LineageFlowEdge>) {
  const isFar = useIsZoomedOut()
  const [path] = getBezierPath(ends)
  const { targetX, targetY } = ends
  return (
    <>
      <BaseEdge id={id} path={path} {...(markerEnd && { markerEnd })} />
      {data?.words && !isFar && (
        <EdgeLabelRenderer>
          <span
            className={styles.words}
            style={{ transform: `translate(-100%, -50%) translate(${targetX - 10}px, ${targetY}px)` }}
          >
            {data.words}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  )
}
