import { create } from 'zustand'
import { setView } from '../state/view.ts'

/** What somebody asked about: “why was this not cached?” */
interface Asked {
  /** The row, and what it is called. */
  id: number | null
}

export const useAskedWhy = create<Asked>(() => ({ id: null }))

/** Shows the answer in the inspector. */
export function askWhy(id: number): void {
  setView({ inspectorOpen: true })
  useAskedWhy.setState({ id })
}

export function putWhyAway(): void {
  useAskedWhy.setState({ id: null })
}
