import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core'
import { Monitor, Moon, Sun } from 'lucide-react'
import { Icon } from '../components/icon.tsx'
import { IconButton } from '../components/icon-button.tsx'
import styles from './top-bar.module.css'

export const schemes = [
  { value: 'dark', name: 'Dark', icon: Moon },
  { value: 'light', name: 'Light', icon: Sun },
  { value: 'auto', name: 'Like the system', icon: Monitor },
] as const satisfies { value: MantineColorScheme; name: string; icon: typeof Moon }[]

export function SchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const icon = schemes.find((scheme) => scheme.value === colorScheme)?.icon ?? Moon
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <IconButton icon={icon} label="Colours" />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)}>
          {schemes.map((scheme) => (
            <Menu.RadioItem key={scheme.value} value={scheme.value} closeMenuOnClick>
              <span className={styles.scheme}>
                <Icon of={scheme.icon} />
                {scheme.name}
              </span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
