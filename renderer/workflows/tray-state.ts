import { create } from 'zustand'
import type { Role } from '../../shared/contract/workflows.ts'
import { setView } from '../state/view.ts'

/** The open tab of the panel below the graph, and the role of takes that are added from it. */
export const useTray = create<{ tab: 'runs' | 'takes'; role: Role }>(() => ({ tab: 'runs', role: 'output' }))

export const takeSearchId = 'take-search'

/** Opens the tab of takes and moves the focus to its search. */
export function openTakes(role: Role): void {
  useTray.setState({ tab: 'takes', role })
  setView({ trayOpen: true })
  // The field is mounted by the next render.
  window.requestAnimationFrame(() => document.getElementById(takeSearchId)?.focus())
}
