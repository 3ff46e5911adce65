import type { ReactNode } from 'react'
import styles from './field.module.css'

interface FieldProps {
  label: string
  /** Puts the control beside its label, not below it. */
  isBeside?: boolean
  /** Help text below the control, which refers to it as its description by `hintId`. */
  hint?: string | undefined
  hintId?: string
  /** The control. */
  children: ReactNode
}

/** A control with its label and, if given, a hint. */
export function Field({ label, isBeside, hint, hintId, children }: FieldProps) {
  return (
    <div>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children */}
      <label className={styles.field} data-beside={isBeside || undefined}>
        {label}
        {children}
      </label>
      {hint && <small id={hintId}>{hint}</small>}
    </div>
  )
}
