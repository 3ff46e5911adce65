import { Children, type ReactNode } from 'react'
import styles from './poster-grid.module.css'

/** Small posters in rows of three. */
export function PosterGrid({ children }: { children: ReactNode }) {
  return (
    <ul className={styles.grid}>
      {Children.map(children, (child) => (
        <li>{child}</li>
      ))}
    </ul>
  )
}
