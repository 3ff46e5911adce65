import { UnstyledButton } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import styles from './button.module.css'
import { Icon } from './icon.tsx'

interface ButtonLook {
  /**
   * Framed by default. `primary` is the one main action of a view, `row` a row of a list, `link` a part of a sentence.
   */
  variant?: 'primary' | 'quiet' | 'row' | 'link'
  /** Small buttons are for toolbars and lists with small text. */
  size?: 'small'
  /** Icon before the text. */
  icon?: LucideIcon
}

/** A button with text; see `IconButton` for one without. */
export function Button({ icon, className, children, ...rest }: ButtonLook & ComponentProps<'button'>) {
  return (
    <UnstyledButton className={`${styles.button} ${className ?? ''}`} {...rest}>
      {icon && <Icon of={icon} />}
      {children}
    </UnstyledButton>
  )
}

function Anchor({ variant, size, icon, className, children, ...rest }: ButtonLook & ComponentProps<'a'>) {
  return (
    <a className={`${styles.button} ${className ?? ''}`} data-variant={variant} data-size={size} {...rest}>
      {icon && <Icon of={icon} />}
      {children}
    </a>
  )
}

/** A link that has the style of a button. */
export const ButtonLink = createLink(Anchor)
