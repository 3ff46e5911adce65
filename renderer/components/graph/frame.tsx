import type { Node, NodeProps } from '@xyflow/react'
import { use } from 'react'
import styles from './frame.module.css'
import type { PositionedNode } from './graph-moves.ts'
import { TextScaleContext } from './level-of-detail.ts'

/** A rectangle with a title behind nodes. */
export interface Frame extends PositionedNode {
  title: string
  /** A colour, `#3f789e`; null for the default. */
  colour: string | null
  /** Height in pixels above the highest node inside, where the title has room. */
  room: number
}

export type FrameNode = Node<{ frame: Frame; [key: string]: unknown }, 'frame'>

/** Returns the node that draws a frame; it cannot be selected, and clicks go through it. */
export function frameNode(frame: Frame): FrameNode {
  const { id, position, width, height } = frame
  return {
    id: `frame-${id}`,
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

/** Size of a title that is read at once, and the smallest part of it that is still legible. */
const titleSize = 14
const smallestPart = 0.6
const lineHeight = 1.4

/** A frame in the graph, with its title inside above the nodes, or above the frame if there is no room for it. */
export function FrameView({ data: { frame } }: NodeProps<FrameNode>) {
  const { title, colour, room } = frame
  const wanted = titleSize * use(TextScaleContext)
  const inside = Math.min(wanted, room / lineHeight)
  const isAbove = inside < wanted * smallestPart
  return (
    <div className={styles.frame} style={colour === null ? {} : { borderColor: colour, background: `${colour}22` }}>
      <span
        className={styles.title}
        data-above={isAbove || undefined}
        style={{ fontSize: isAbove ? wanted : inside }}
        title={title}
      >
        {title}
      </span>
    </div>
  )
}
