import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { ImportMode } from '../../shared/contract/imports.ts'

/** Layout of the window, kept between sessions. */
interface View {
  layout: 'grid' | 'list'
  /** Target height in pixels for rows of the grid. */
  tileHeight: number
  imagesLayout: 'grid' | 'list'
  sidebarOpen: boolean
  /** True if the sidebar is open over the page of a narrow window; not kept. */
  sidebarOver: boolean
  inspectorOpen: boolean
  /** True if the panel below the graph of a workflow is open. */
  trayOpen: boolean
  importMode: ImportMode
  /** True if storyboards of takes in view are made before the pointer is over them. */
  storyboardsAhead: boolean
  /** True if a proxy is made without asking when a take that cannot play is opened. */
  proxiesAhead: boolean
  /** Keys that a person chose, by the id of their binding; empty for none. */
  keys: Readonly<Record<string, string>>
}

export const tileHeights = { min: 90, max: 320, step: 10 }

/** The layout before any choice. */
export const defaultView: View = {
  layout: 'grid',
  tileHeight: 160,
  imagesLayout: 'grid',
  sidebarOpen: true,
  sidebarOver: false,
  inspectorOpen: true,
  trayOpen: true,
  importMode: 'reference',
  storyboardsAhead: true,
  proxiesAhead: false,
  keys: {},
}

export const useView = create<View>()(
  persist(() => defaultView, { name: 'rushes-view', partialize: ({ sidebarOver: _, ...kept }) => kept }),
)

/** Matches windows that are too narrow for a sidebar column. */
export const narrowQuery = '(max-width: 1099px)'

export function setView(change: Partial<View>): void {
  useView.setState(change)
}

/** Chooses keys for bindings, by their ids; undefined returns to the default. */
export function chooseKeys(chosen: Readonly<Record<string, string | undefined>>): void {
  useView.setState(({ keys }) => ({
    keys: Object.fromEntries(
      Object.entries({ ...keys, ...chosen }).flatMap(([id, value]) => (value === undefined ? [] : [[id, value]])),
    ),
  }))
}

export function toggleSidebar(): void {
  const isNarrow = window.matchMedia(narrowQuery).matches
  useView.setState((view) => (isNarrow ? { sidebarOver: !view.sidebarOver } : { sidebarOpen: !view.sidebarOpen }))
}

export function toggleInspector(): void {
  useView.setState((view) => ({ inspectorOpen: !view.inspectorOpen }))
}
