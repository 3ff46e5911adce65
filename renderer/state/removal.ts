import { create } from 'zustand'

/** Takes or images to remove with their files, after a question. */
export interface Removal {
  noun: 'take' | 'image'
  count: number
  /** Returns whether any were removed. */
  remove(): Promise<boolean>
}

/** The removal that the open dialog asks about; null while it is closed. */
export const useRemoval = create<{ removal: Removal | null }>(() => ({ removal: null }))

/** Asks before takes or images are removed with their files. */
export function openRemoval(removal: Removal): void {
  useRemoval.setState({ removal })
}

export function closeRemoval(): void {
  useRemoval.setState({ removal: null })
}
