import { create } from 'zustand'
import { setView } from './view.ts'

/** Whether the field for tags, in the inspector, is to take the keys as soon as it is there. */
export const useTagging = create<{ isAsked: boolean }>(() => ({ isAsked: false }))

export function startTagging(): void {
  setView({ inspectorOpen: true })
  useTagging.setState({ isAsked: true })
}
