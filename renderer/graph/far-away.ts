import { type ReactFlowState, useStore } from '@xyflow/react'

const isFarAway = ({ transform: [, , zoom] }: ReactFlowState) => zoom < 0.3

/** From farther away nobody reads what stands in a node, and hundreds of them are in sight. */
export function useIsFarAway(): boolean {
  return useStore(isFarAway)
}
