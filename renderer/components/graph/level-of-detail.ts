import { type ReactFlowState, useStore } from '@xyflow/react'
import { createContext } from 'react'

/** The content of nodes: all values, the main ones, or their title alone. */
export type Detail = 'all' | 'main' | 'title'

/**
 * The details of nodes at the zoom of their graph, and the enlargement of their text. Both are read once for all
 * nodes: a thousand that each follow the zoom are slow to pan.
 */
export const DetailContext = createContext<Detail>('all')
export const TextScaleContext = createContext(1)

const detailOf = ({ transform: [, , zoom] }: ReactFlowState): Detail =>
  zoom >= 0.72 ? 'all' : zoom >= 0.34 ? 'main' : 'title'

/** The zoom at which text has its own size; further out it is drawn larger, so that it keeps its size on screen. */
const legibleZoom = 0.85
/** Beyond this, a node is smaller than a word. */
const largest = 8
/** Sizes change in steps, so that zooming does not lay out every node at every frame. */
const step = 1.12

function textScaleOf({ transform: [, , zoom] }: ReactFlowState): number {
  const wanted = Math.min(largest, Math.max(1, legibleZoom / zoom))
  return step ** Math.round(Math.log(wanted) / Math.log(step))
}

/** Returns the level of detail of a graph at its zoom. */
export function useLevelOfDetail(): { detail: Detail; textScale: number } {
  return { detail: useStore(detailOf), textScale: useStore(textScaleOf) }
}
