import { create } from 'zustand'
import type { Role } from '../../shared/contract/workflows.ts'
import { setView } from '../state/view.ts'

type Tab = 'runs' | 'takes' | 'images'

/** The open tab of the panel below the graph, and the role of takes and images that are added from it. */
export const useTray = create<{ tab: Tab; role: Role }>(() => ({ tab: 'runs', role: 'output' }))

/** Returns the id of the search field of a tab. */
export function searchIdOf(tab: Tab): string {
  return `search-${tab}`
}

/** Opens the tab of takes, or keeps that of images open, and moves the focus to its search. */
export function openContents(role: Role): void {
  const tab = useTray.getState().tab === 'images' ? 'images' : 'takes'
  useTray.setState({ tab, role })
  setView({ trayOpen: true })
  // The field is mounted by the next render.
  window.requestAnimationFrame(() => document.getElementById(searchIdOf(tab))?.focus())
}
