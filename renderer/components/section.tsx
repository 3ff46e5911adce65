import { type ReactNode, useId } from 'react'
import styles from './section.module.css'

interface SectionProps {
  title: ReactNode
  /** Screen-reader name, if it differs from the title. */
  label?: string
  children: ReactNode
}

/** A section of the inspector with a small heading. */
export function Section({ title, label, children }: SectionProps) {
  const id = useId()
  return (
    <section className={styles.section} aria-label={label} aria-labelledby={label ? undefined : id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  )
}

/** A prompt, or another text to be shown as it was written. */
export function Quote({ children }: { children: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs the focus
    <p className={styles.quote} tabIndex={0}>
      {children}
    </p>
  )
}

/** The full output of a program. */
export function Code({ kind, children }: { kind?: 'error'; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs the focus
    <pre className={styles.code} data-kind={kind} tabIndex={0}>
      {children}
    </pre>
  )
}
