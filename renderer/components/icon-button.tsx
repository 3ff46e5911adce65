import { Tooltip } from '@mantine/core'
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Icon } from './icon.tsx'
import styles from './icon-button.module.css'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  icon: LucideIcon
  label: string
  /** The key that does the same, as the tooltip shows it. */
  shortcut?: string
}

export function IconButton({ icon, label, shortcut, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip
      label={
        <span className={styles.tip}>
          {label}
          {shortcut && <kbd>{shortcut}</kbd>}
        </span>
      }
    >
      <button type="button" aria-label={label} className={`${styles.button} ${className ?? ''}`} {...rest}>
        <Icon of={icon} size={16} />
      </button>
    </Tooltip>
  )
}
