import styles from '../library/selection-inspector.module.css'
import { Inspector } from '../shell/inspector.tsx'

/** The right column where no two takes are compared. */
export function DeskHint({ title, children }: { title: string; children: string }) {
  return (
    <Inspector>
      <div className={styles.column}>
        <h2 className={styles.title}>{title}</h2>
        <p className={styles.hint}>{children}</p>
      </div>
    </Inspector>
  )
}
