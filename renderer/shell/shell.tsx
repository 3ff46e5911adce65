import { useMediaQuery } from '@mantine/hooks'
import { Outlet } from '@tanstack/react-router'
import { ActivityBar } from '../activity/activity-bar.tsx'
import { JobResults } from '../activity/job-results.tsx'
import { DropOverlay } from '../import/drop-overlay.tsx'
import { MakingDialogs } from '../processing/making-dialogs.tsx'
import { narrowQuery, setView, useView } from '../state/view.ts'
import { CommandPalette } from './command-palette.tsx'
import { setInspectorSlot } from './inspector.tsx'
import { KeyHelp } from './key-help.tsx'
import styles from './shell.module.css'
import { Sidebar } from './sidebar.tsx'
import { TopBar } from './top-bar.tsx'
import { useShortcuts } from './use-shortcuts.ts'

/** The frame around every page: bars at the top and the foot, the sidebar, and the column that pages fill with facts. */
export function Shell() {
  useShortcuts()
  const isNarrow = useMediaQuery(narrowQuery, false, { getInitialValueInEffect: false })
  const { sidebarOpen, sidebarOver, inspectorOpen } = useView()
  const isDocked = sidebarOpen && !isNarrow
  return (
    <div className={styles.shell} data-sidebar={isDocked || undefined} data-inspector={inspectorOpen || undefined}>
      <TopBar isSidebarOpen={isNarrow ? sidebarOver : sidebarOpen} />
      {isDocked && <Sidebar />}
      {isNarrow && sidebarOver && (
        <>
          <button
            type="button"
            className={styles.scrim}
            aria-label="Fold the sidebar"
            onClick={() => setView({ sidebarOver: false })}
          />
          <Sidebar isOver />
        </>
      )}
      <main className={styles.main}>
        <Outlet />
      </main>
      {inspectorOpen && <aside ref={setInspectorSlot} className={styles.inspector} aria-label="Inspector" />}
      <ActivityBar />
      <DropOverlay />
      <CommandPalette />
      <KeyHelp />
      <JobResults />
      <MakingDialogs />
    </div>
  )
}
