import { create } from 'zustand'

/** The take that the open dialog extracts frames of; null while it is closed. */
export const useNewTimeline = create<{ videoId: string | null }>(() => ({ videoId: null }))

/** Opens the dialog for a new timeline of a take. */
export function openNewTimeline(videoId: string): void {
  useNewTimeline.setState({ videoId })
}

export function closeNewTimeline(): void {
  useNewTimeline.setState({ videoId: null })
}
