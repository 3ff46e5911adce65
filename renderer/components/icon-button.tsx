import { Tooltip, UnstyledButton } from '@mantine/core'
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Icon } from './icon.tsx'
import styles from './icon-button.module.css'
import { Shortcut } from './shortcut.tsx'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  icon: LucideIcon
  label: string
  /** Id of the key binding of the same action, `Library: F2`. */
  shortcut?: string
  /** Small buttons are for chips and fields. */
  size?: 'small'
}

/** A button with only an icon; its tooltip shows the action and its key. */
export function IconButton({ icon, label, shortcut, size, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip
      label={
        <>
          {label} {shortcut && <Shortcut id={shortcut} />}
        </>
      }
    >
      <UnstyledButton aria-label={label} className={`${styles.button} ${className ?? ''}`} data-size={size} {...rest}>
        <Icon of={icon} size={size === 'small' ? 13 : 16} />
      </UnstyledButton>
    </Tooltip>
  )
}
