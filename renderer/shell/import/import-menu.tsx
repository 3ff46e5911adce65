import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ChevronDown, Files, FolderPlus, PackageOpen } from 'lucide-react'
import { type ImportMode, importModes } from '../../../shared/contract/imports.ts'
import { api, isOwnLibrary } from '../../client.ts'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { importFrom } from '../../components/import/import-from.ts'
import { importModeLabels } from '../../components/import/import-mode-labels.ts'
import { MenuChoices, MenuItem } from '../../components/menu.tsx'
import { openBundleImport } from '../../state/bundle-dialogs.ts'
import { setView, useView } from '../../state/view.ts'
import styles from './import-menu.module.css'
import { texts } from './texts.ts'

/** The import button with its menu, the primary action of the window. */
export function ImportMenu() {
  const { data } = useQuery(api.library.get.queryOptions())
  return (
    <Menu position="bottom-end" width={296}>
      <Menu.Target>
        <Button variant="primary" disabled={data && data.access.state !== 'writable'}>
          {texts.import}
          <Icon of={ChevronDown} size={14} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <MenuItem icon={Files} shortcut="Anywhere: Mod+I" onClick={() => void importFrom('files')}>
          {texts.filesEllipsis}
        </MenuItem>
        <MenuItem icon={FolderPlus} shortcut="Anywhere: Mod+Shift+I" onClick={() => void importFrom('folder')}>
          {texts.folder}
        </MenuItem>
        {data?.can.administer && (
          <MenuItem icon={PackageOpen} onClick={() => openBundleImport()}>
            {texts.bundle}
          </MenuItem>
        )}
        <Menu.Divider />
        {isOwnLibrary || data?.can.pick ? <ModeChoice /> : <p className={styles.note}>{texts.importMenuText}</p>}
      </Menu.Dropdown>
    </Menu>
  )
}

function ModeChoice() {
  const mode = useView((view) => view.importMode)
  return (
    <>
      <Menu.Label>{texts.importMode}</Menu.Label>
      <MenuChoices
        value={mode}
        choices={importModes.map((value) => ({ value, label: <Mode value={value} /> }))}
        onChange={(importMode) => setView({ importMode })}
        staysOpen
      />
    </>
  )
}

function Mode({ value }: { value: ImportMode }) {
  const { name, meaning } = importModeLabels[value]
  return (
    <span className={styles.mode}>
      {name}
      <small>{meaning}</small>
    </span>
  )
}
