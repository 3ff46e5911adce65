import { create } from 'zustand'

/** The takes that were selected in the library for a comparison of their analyses. */
export const useComparedTakes = create<{ ids: readonly string[] }>(() => ({ ids: [] }))

/** Keeps the takes to compare, until others are selected. */
export function setComparedTakes(ids: readonly string[]): void {
  useComparedTakes.setState({ ids: [...ids] })
}
