import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './empty-state.module.css'
import { Icon } from './icon.tsx'

interface EmptyStateProps {
  icon?: LucideIcon
  /** Replaces the icon. */
  picture?: ReactNode
  title: string
  /** The missing things, and the reason. */
  children?: ReactNode
  /** Buttons for the next step. */
  actions?: ReactNode
  role?: 'alert' | 'status'
}

/** An empty state: says what is missing and offers the next step. */
export function EmptyState({ icon, picture, title, children, actions, role }: EmptyStateProps) {
  return (
    <div className={styles.empty} role={role}>
      {picture}
      {icon && (
        <span className={styles.mark}>
          <Icon of={icon} size={22} />
        </span>
      )}
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
