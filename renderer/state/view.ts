import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { ImportMode } from '../../shared/contract/imports.ts'

/** How a person likes to look at things; kept between sessions in this browser or window. */
interface View {
  layout: 'grid' | 'list'
  /** Pixels that rows of the grid come close to. */
  tileHeight: number
  sidebarOpen: boolean
  /** In a narrow window the sidebar lies over the page for a moment; that is not kept. */
  sidebarOver: boolean
  inspectorOpen: boolean
  /** What lies below the graph of a workflow. */
  trayOpen: boolean
  importMode: ImportMode
}

export const tileHeights = { min: 90, max: 320, step: 10 }

const initial: View = {
  layout: 'grid',
  tileHeight: 160,
  sidebarOpen: true,
  sidebarOver: false,
  inspectorOpen: true,
  trayOpen: true,
  importMode: 'reference',
}

export const useView = create<View>()(
  persist(() => initial, { name: 'rushes-view', partialize: ({ sidebarOver: _, ...kept }) => kept }),
)

/** Below this width the sidebar has no column of its own. */
export const narrowQuery = '(max-width: 1099px)'

export function setView(change: Partial<View>): void {
  useView.setState(change)
}

export function toggleSidebar(): void {
  const isNarrow = window.matchMedia(narrowQuery).matches
  useView.setState((view) => (isNarrow ? { sidebarOver: !view.sidebarOver } : { sidebarOpen: !view.sidebarOpen }))
}

export function toggleInspector(): void {
  useView.setState((view) => ({ inspectorOpen: !view.inspectorOpen }))
}
