import { Children, type ReactNode } from 'react'
import { formatCount } from '../../../shared/units.ts'
import styles from './chain.module.css'
import { texts } from './texts.ts'

/** Number of ends listed; a chain can have a thousand steps. */
const mostShown = 40

/** Lists the inputs or outputs of processing. */
export function ChainList({ children }: { children: ReactNode }) {
  const all = Children.toArray(children)
  return (
    <>
      <ul className={styles.chain}>
        {all.slice(0, mostShown).map((child, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the items have keys of their own
          <li key={index}>{child}</li>
        ))}
      </ul>
      {all.length > mostShown && <small>{texts.andMore(formatCount(all.length - mostShown))}</small>}
    </>
  )
}
