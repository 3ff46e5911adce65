import { type ReactFlowState, useStore } from '@xyflow/react'

const isZoomedOut = ({ transform: [, , zoom] }: ReactFlowState) => zoom < 0.3

/**
 * Returns whether nodes are too small to read. Hundreds can be on screen then, so they are drawn without their
 * contents.
 */
export function useIsZoomedOut(): boolean {
  return useStore(isZoomedOut)
}
