import { Link } from '@tanstack/react-router'
import { Keyboard, PanelLeft, PanelRight } from 'lucide-react'
import { IconButton } from '../components/icon-button.tsx'
import { ImportMenu } from '../import/import-menu.tsx'
import type { LibrarySearch } from '../library/filter.ts'
import { toggleInspector, toggleSidebar, useView } from '../state/view.ts'
import { openKeyHelp } from './key-help.tsx'
import { SchemeSwitch } from './scheme-switch.tsx'
import { SearchBox } from './search-box.tsx'
import styles from './top-bar.module.css'

export function TopBar({ isSidebarOpen }: { isSidebarOpen: boolean }) {
  const inspectorOpen = useView((view) => view.inspectorOpen)
  return (
    <header className={styles.bar}>
      <div className={styles.start}>
        <IconButton
          icon={PanelLeft}
          label={isSidebarOpen ? 'Fold the sidebar' : 'Unfold the sidebar'}
          shortcut="["
          onClick={toggleSidebar}
        />
        <Link
          to="/"
          search={(search: LibrarySearch) => search}
          className={styles.brand}
          aria-label="Rushes, to the library"
        >
          <img src="/icon.svg" alt="" width={18} height={18} />
          <span>Rushes</span>
        </Link>
      </div>
      <SearchBox />
      <span className={styles.space} />
      <IconButton icon={Keyboard} label="Keys" shortcut="?" onClick={openKeyHelp} />
      <SchemeSwitch />
      <IconButton
        icon={PanelRight}
        label={inspectorOpen ? 'Fold the inspector' : 'Unfold the inspector'}
        shortcut="]"
        onClick={toggleInspector}
      />
      <ImportMenu />
    </header>
  )
}
