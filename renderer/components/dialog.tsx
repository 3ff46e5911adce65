import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './dialog.module.css'

interface DialogProps {
  title: string
  /** Pixels, a size of the theme, or `auto` to fit the contents. */
  size: number | 'lg' | 'auto'
  isOpen?: boolean
  onClose: () => void
  children: ReactNode
}

/** A modal dialog; Esc or a click outside closes it. */
export function Dialog({ isOpen = true, ...rest }: DialogProps) {
  return <Modal opened={isOpen} {...rest} />
}

/** The buttons of a dialog, the primary one last. A `status` before them says what is missing. */
export function DialogFoot({ children }: { children: ReactNode }) {
  return <div className={styles.foot}>{children}</div>
}
