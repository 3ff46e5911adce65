import { create } from 'zustand'
import { setView } from './view.ts'

/** The take whose name is being edited in the inspector. */
export const useRenaming = create<{ id: string | null }>(() => ({ id: null }))

export function startRenaming(id: string | undefined): void {
  if (id === undefined) return
  setView({ inspectorOpen: true })
  useRenaming.setState({ id })
}

export function stopRenaming(): void {
  useRenaming.setState({ id: null })
}
