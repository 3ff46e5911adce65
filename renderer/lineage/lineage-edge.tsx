import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react'
import { useIsFarAway } from '../graph/far-away.ts'
import styles from './lineage-edge.module.css'
import type { LineageFlowEdge } from './lineage-elements.ts'

/** A line from what went in to what was made, with what made it right before that. */
export function LineageEdgeView({ id, data, markerEnd, ...ends }: EdgeProps<LineageFlowEdge>) {
  const isFar = useIsFarAway()
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
