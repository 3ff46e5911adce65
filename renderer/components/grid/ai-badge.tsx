import { texts } from './texts.ts'
import styles from './tile.module.css'

/** The “AI” mark of a tile; its tooltip is the strongest evidence. Nothing without any. */
export function AiBadge({ evidence }: { evidence: string | null }) {
  if (evidence === null) return null
  return (
    <div className={`${styles.badge} ${styles.ai}`} title={evidence}>
      {texts.ai}
    </div>
  )
}
