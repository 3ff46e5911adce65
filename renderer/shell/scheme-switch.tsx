import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core'
import { type LucideIcon, Moon } from 'lucide-react'
import { colourSchemes } from '../components/colour-schemes.ts'
import { Icon } from '../components/icon.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { MenuChoices } from '../components/menu.tsx'
import { texts } from './texts.ts'
import styles from './top-bar.module.css'

export function SchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const icon = colourSchemes.find((scheme) => scheme.value === colorScheme)?.icon ?? Moon
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <IconButton icon={icon} label={texts.appearance} />
      </Menu.Target>
      <Menu.Dropdown>
        <MenuChoices<MantineColorScheme>
          value={colorScheme}
          choices={colourSchemes.map(({ value, name, icon }) => ({ value, label: <Scheme icon={icon} name={name} /> }))}
          onChange={setColorScheme}
        />
      </Menu.Dropdown>
    </Menu>
  )
}

function Scheme({ icon, name }: { icon: LucideIcon; name: string }) {
  return (
    <span className={styles.scheme}>
      <Icon of={icon} />
      {name}
    </span>
  )
}
