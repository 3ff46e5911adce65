import type { Node, NodeProps } from '@xyflow/react'
import styles from './frame.module.css'
import type { PositionedNode } from './graph-moves.ts'

/** A rectangle with a title behind nodes. */
export interface Frame extends PositionedNode {
  title: string
  /** A colour, `#3f789e`; null for the default. */
  colour: string | null
}

export type FrameNode = Node<{ frame: Frame; [key: string]: unknown }, 'frame'>

/** Returns the node that draws a frame; it cannot be selected, and clicks go through it. */
export function frameNode(frame: Frame): FrameNode {
  const { id, position, width, height } = frame
  return {
    id: `frame ${id}`,
    type: 'frame',
    position,
    width,
    height,
    measured: { width, height },
    zIndex: -1,
    style: { pointerEvents: 'none' },
    domAttributes: { 'aria-roledescription': undefined },
    data: { frame },
  }
}

/** A frame in the graph. */
export function FrameView({ data: { frame } }: NodeProps<FrameNode>) {
  const { title, colour } = frame
  return (
    <div className={styles.frame} style={colour === null ? {} : { borderColor: colour, background: `${colour}22` }}>
      {title}
    </div>
  )
}
