import { type ReactNode, useId } from 'react'
import styles from './section.module.css'

/** A part of the inspector under a quiet heading. */
export function Section({ title, children }: { title: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  )
}

/** A prompt, or another text that is to be read as it was written. */
export function Quote({ children }: { children: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long one is scrolled by keys
    <p className={styles.quote} tabIndex={0}>
      {children}
    </p>
  )
}

/** What a program said, in full. */
export function Code({ kind, children }: { kind?: 'error'; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long one is scrolled by keys
    <pre className={styles.code} data-kind={kind} tabIndex={0}>
      {children}
    </pre>
  )
}
