import { create } from 'zustand'
import { setView } from './view.ts'

/** Id of the analysis that the inspector explains: whether a run would use the cache, and why. */
export const useExplained = create<{ id: number | null }>(() => ({ id: null }))

/** Explains an analysis in the inspector. */
export function explainAnalysis(id: number): void {
  setView({ inspectorOpen: true })
  useExplained.setState({ id })
}

export function closeExplanation(): void {
  useExplained.setState({ id: null })
}
