import { Link } from '@tanstack/react-router'
import { Keyboard, PanelLeft, PanelRight } from 'lucide-react'
import { IconButton } from '../components/icon-button.tsx'
import type { LibrarySearch } from '../components/takes/library-search.ts'
import { toggleInspector, toggleSidebar, useView } from '../state/view.ts'
import { ImportMenu } from './import/import-menu.tsx'
import { openKeyHelp } from './key-help.tsx'
import { SchemeSwitch } from './scheme-switch.tsx'
import { SearchBox } from './search-box.tsx'
import { texts } from './texts.ts'
import styles from './top-bar.module.css'

export function TopBar({ isSidebarOpen }: { isSidebarOpen: boolean }) {
  const inspectorOpen = useView((view) => view.inspectorOpen)
  return (
    <header className={styles.bar}>
      <div className={styles.start}>
        <IconButton
          icon={PanelLeft}
          label={isSidebarOpen ? texts.hideSidebar : texts.showSidebar}
          shortcut="Anywhere: ["
          onClick={toggleSidebar}
        />
        <Link
          to="/"
          search={(search: LibrarySearch) => search}
          className={styles.brand}
          aria-label={texts.rushesGoToThe}
        >
          <img src="/icon.svg" alt="" width={18} height={18} />
          <span>{texts.rushes}</span>
        </Link>
      </div>
      <SearchBox />
      <span className={styles.space} />
      <IconButton icon={Keyboard} label={texts.keyboardShortcuts} shortcut="Anywhere: ?" onClick={openKeyHelp} />
      <SchemeSwitch />
      <IconButton
        icon={PanelRight}
        label={inspectorOpen ? texts.hideInspector : texts.showInspector}
        shortcut="Anywhere: ]"
        onClick={toggleInspector}
      />
      <ImportMenu />
    </header>
  )
}
