import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react'
import { use } from 'react'
import { DetailContext } from '../components/graph/level-of-detail.ts'
import styles from './lineage-edge.module.css'
import type { LineageFlowEdge } from './lineage-elements.ts'

/** An edge from an input to an output, with a label for what made the output; dashed if it is only likely. */
export function LineageEdgeView({ id, data, markerEnd, ...ends }: EdgeProps<LineageFlowEdge>) {
  const isFar = use(DetailContext) === 'title'
  const [path] = getBezierPath(ends)
  const { targetX, targetY } = ends
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        {...(data?.isLikely && { style: { strokeDasharray: '5 5' } })}
        {...(markerEnd && { markerEnd })}
      />
      {data?.words && !isFar && (
        <EdgeLabelRenderer>
          <span
            className={styles.words}
            data-likely={data.isLikely || undefined}
            style={{ transform: `translate(-100%, -50%) translate(${targetX - 10}px, ${targetY}px)` }}
          >
            {data.words}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  )
}
