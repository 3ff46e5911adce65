import { UnstyledButton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Outlet } from '@tanstack/react-router'
import { ExportDialog } from '../components/bundles/export-dialog.tsx'
import { ImportDialog } from '../components/bundles/import-dialog.tsx'
import { setInspectorSlot } from '../components/inspector.tsx'
import { KeyGroupsContext } from '../components/key-groups.ts'
import { OpenServerDialog } from '../components/open-server-dialog.tsx'
import { RemovalDialog } from '../components/removal-dialog.tsx'
import { ProcessingDialogs } from '../processing/processing-dialogs.tsx'
import { narrowQuery, setView, useView } from '../state/view.ts'
import { NewTimelineDialog } from '../timelines/new-timeline-dialog.tsx'
import { ActivityBar } from './activity/activity-bar.tsx'
import { JobResults } from './activity/job-results.tsx'
import { CommandPalette } from './command-palette.tsx'
import { useShortcuts } from './commands.ts'
import { DropOverlay } from './import/drop-overlay.tsx'
import { keyGroups } from './key-groups.ts'
import { KeyHelp } from './key-help.tsx'
import { KeyNotice } from './key-notice.tsx'
import { LibraryNotice } from './library-notice.tsx'
import styles from './shell.module.css'
import { Sidebar } from './sidebar.tsx'
import { texts } from './texts.ts'
import { TopBar } from './top-bar.tsx'

/** The frame around every page: top bar, sidebar, inspector and activity bar. */
export function Shell() {
  useShortcuts()
  const isNarrow = useMediaQuery(narrowQuery, false, { getInitialValueInEffect: false })
  const { sidebarOpen, sidebarOver, inspectorOpen } = useView()
  const isDocked = sidebarOpen && !isNarrow
  return (
    <KeyGroupsContext value={keyGroups}>
      <div className={styles.shell} data-sidebar={isDocked || undefined} data-inspector={inspectorOpen || undefined}>
        <TopBar isSidebarOpen={isNarrow ? sidebarOver : sidebarOpen} />
        <KeyNotice />
        <LibraryNotice />
        {isDocked && <Sidebar />}
        {isNarrow && sidebarOver && (
          <>
            <UnstyledButton
              className={styles.scrim}
              aria-label={texts.hideSidebar}
              onClick={() => setView({ sidebarOver: false })}
            />
            <Sidebar isOver />
          </>
        )}
        <main className={styles.main}>
          <Outlet />
        </main>
        {inspectorOpen && <aside ref={setInspectorSlot} className={styles.inspector} aria-label={texts.inspector} />}
        <ActivityBar />
        <DropOverlay />
        <CommandPalette />
        <KeyHelp />
        <JobResults />
        <ProcessingDialogs />
        <NewTimelineDialog />
        <OpenServerDialog />
        <RemovalDialog />
        <ExportDialog />
        <ImportDialog />
      </div>
    </KeyGroupsContext>
  )
}
