import { Children, type ReactNode } from 'react'
import { formatCount } from '../../shared/units.ts'
import styles from './processing-page.module.css'

/** A chain may be a thousand steps long, and people look at its beginning. */
const mostShown = 40

/** Ends of processing below each other. */
export function ChainList({ children }: { children: ReactNode }) {
  const all = Children.toArray(children)
  return (
    <>
      <ul className={styles.chain}>
        {all.slice(0, mostShown).map((child, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the items carry keys of their own
          <li key={index}>{child}</li>
        ))}
      </ul>
      {all.length > mostShown && <p className={styles.note}>and {formatCount(all.length - mostShown)} more</p>}
    </>
  )
}
