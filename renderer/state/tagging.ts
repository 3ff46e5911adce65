import { create } from 'zustand'
import { setView } from './view.ts'

/** True if the tag field of the inspector should get the focus once it is mounted. */
export const useTagging = create<{ isAsked: boolean }>(() => ({ isAsked: false }))

export function startTagging(): void {
  setView({ inspectorOpen: true })
  useTagging.setState({ isAsked: true })
}
