import { Menu, type MenuItemProps } from '@mantine/core'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { Shortcut } from './shortcut.tsx'

interface ItemProps extends MenuItemProps {
  icon?: LucideIcon
  /** Id of the key binding of the same action, `Library: F2`; or a digit. */
  shortcut?: string | number
  'aria-label'?: string
  onClick: () => void
}

/** An item of a menu. */
export function MenuItem({ icon, shortcut, ...rest }: ItemProps) {
  return (
    <Menu.Item
      leftSection={icon && <Icon of={icon} />}
      rightSection={
        typeof shortcut === 'string' ? <Shortcut id={shortcut} /> : shortcut !== undefined && <kbd>{shortcut}</kbd>
      }
      {...rest}
    />
  )
}

interface SubMenuProps {
  label: string
  icon: LucideIcon
  children: ReactNode
}

/** An item of a menu that opens another menu. */
export function SubMenu({ label, icon, children }: SubMenuProps) {
  return (
    <Menu.Sub position="right-start">
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<Icon of={icon} />}>{label}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown aria-label={label}>{children}</Menu.Sub.Dropdown>
    </Menu.Sub>
  )
}

interface MenuChoicesProps<Value extends string> {
  value: Value
  choices: readonly { value: Value; label: ReactNode }[]
  onChange: (value: Value) => void
  /** True if the menu stays open after a choice. */
  staysOpen?: boolean
}

/** Items of a menu of which exactly one is chosen. */
export function MenuChoices<Value extends string>({ value, choices, onChange, staysOpen }: MenuChoicesProps<Value>) {
  return (
    <Menu.RadioGroup value={value} onChange={(chosen) => onChange(chosen as Value)}>
      {choices.map((choice) => (
        <Menu.RadioItem key={choice.value} value={choice.value} closeMenuOnClick={!staysOpen}>
          {choice.label}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}
