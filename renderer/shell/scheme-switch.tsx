import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core'
import { Monitor, Moon, Sun } from 'lucide-react'
import { Icon } from '../components/icon.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { MenuChoices } from '../components/menu.tsx'
import styles from './top-bar.module.css'

export const schemes = [
  { value: 'dark', name: 'Dark', icon: Moon },
  { value: 'light', name: 'Light', icon: Sun },
  { value: 'auto', name: 'Same as system', icon: Monitor },
] as const satisfies { value: MantineColorScheme; name: string; icon: typeof Moon }[]

export function SchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const icon = schemes.find((scheme) => scheme.value === colorScheme)?.icon ?? Moon
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <IconButton icon={icon} label="Appearance" />
      </Menu.Target>
      <Menu.Dropdown>
        <MenuChoices<MantineColorScheme>
          value={colorScheme}
          choices={schemes.map(({ value, name, icon }) => ({ value, label: <Scheme icon={icon} name={name} /> }))}
          onChange={setColorScheme}
        />
      </Menu.Dropdown>
    </Menu>
  )
}

function Scheme({ icon, name }: { icon: typeof Moon; name: string }) {
  return (
    <span className={styles.scheme}>
      <Icon of={icon} />
      {name}
    </span>
  )
}
