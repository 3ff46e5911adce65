import { create } from 'zustand'
import { setView } from './view.ts'

/** The take or workflow whose name is being edited. */
export const useRenaming = create<{ id: string | null }>(() => ({ id: null }))

export function startRenaming(id: string | undefined): void {
  if (id === undefined) return
  setView({ inspectorOpen: true })
  useRenaming.setState({ id })
}

export function stopRenaming(): void {
  useRenaming.setState({ id: null })
}

/** Edits a name where it is shown. Unlike `startRenaming`, it does not open the inspector. */
export function editName(id: string): void {
  useRenaming.setState({ id })
}
