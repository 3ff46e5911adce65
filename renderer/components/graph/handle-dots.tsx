import { Handle as FlowHandle } from '@xyflow/react'
import styles from './graph-node.module.css'
import type { Handle } from './handles.ts'

/** The invisible elements at which the edges of a node end. */
export function HandleDots({ handles }: { handles: readonly Handle[] }) {
  return handles.map(({ id, type, position, x, y }) => (
    <FlowHandle
      key={`${type} ${id}`}
      id={id}
      type={type}
      position={position}
      isConnectable={false}
      className={styles.port}
      style={{ left: x, top: y }}
    />
  ))
}
