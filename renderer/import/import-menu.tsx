import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ChevronDown, Files, FolderPlus } from 'lucide-react'
import { type ImportMode, importModes } from '../../shared/contract/imports.ts'
import { api } from '../client.ts'
import styles from '../components/blank.module.css'
import { Icon } from '../components/icon.tsx'
import { formatKeys } from '../components/keys.ts'
import { setView, useView } from '../state/view.ts'
import { importFrom } from './import-from.ts'
import words from './import-menu.module.css'
import { importModeWords } from './import-mode-words.ts'

/** The one primary action of the window. */
export function ImportMenu() {
  const { data } = useQuery(api.library.get.queryOptions())
  return (
    <Menu position="bottom-end" width={296}>
      <Menu.Target>
        <button type="button" className={styles.primary}>
          Import
          <Icon of={ChevronDown} size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<Icon of={Files} />}
          rightSection={<kbd>{formatKeys('Mod+I')}</kbd>}
          onClick={() => void importFrom('files')}
        >
          Files…
        </Menu.Item>
        <Menu.Item
          leftSection={<Icon of={FolderPlus} />}
          rightSection={<kbd>{formatKeys('Mod+Shift+I')}</kbd>}
          onClick={() => void importFrom('folder')}
        >
          Folder…
        </Menu.Item>
        <Menu.Divider />
        {window.rushes || data?.can.pick ? (
          <ModeChoice />
        ) : (
          <p className={words.note}>Takes are uploaded from this browser and kept in the library’s folder.</p>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function ModeChoice() {
  const mode = useView((view) => view.importMode)
  return (
    <Menu.RadioGroup value={mode} onChange={(value) => setView({ importMode: value as ImportMode })}>
      <Menu.Label>Where the files go</Menu.Label>
      {importModes.map((name) => (
        <Menu.RadioItem key={name} value={name} closeMenuOnClick={false}>
          <span className={words.mode}>
            {importModeWords[name].name}
            <small>{importModeWords[name].meaning}</small>
          </span>
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}
