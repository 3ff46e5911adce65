import { create } from 'zustand'
import type { Role } from '../../shared/contract/workflows.ts'
import { setView } from '../state/view.ts'

/** What lies below the graph, and what takes that are chosen there become. */
export const useTray = create<{ tab: 'runs' | 'takes'; role: Role }>(() => ({ tab: 'runs', role: 'output' }))

export const takeSearchId = 'take-search'

/** Shows the takes to choose from, and gives them the keys. */
export function openTakes(role: Role): void {
  useTray.setState({ tab: 'takes', role })
  setView({ trayOpen: true })
  // The field is there after the next drawing.
  window.requestAnimationFrame(() => document.getElementById(takeSearchId)?.focus())
}
