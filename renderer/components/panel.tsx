import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './panel.module.css'

interface PanelProps {
  title?: ReactNode
  /** Picture of the selection, above the title. */
  preview?: ReactNode
  /** Icon buttons. */
  actions?: ReactNode
  /** Hint below the actions. */
  hint?: ReactNode
  children?: ReactNode
}

/** The inspector panel of a selection: picture, title, actions and facts. */
export function Panel({ title, preview, actions, hint, children }: PanelProps) {
  return (
    <div className={styles.panel}>
      {preview}
      {title !== undefined && <h2>{title}</h2>}
      {actions && <Actions>{actions}</Actions>}
      {hint && <Hint>{hint}</Hint>}
      {children}
    </div>
  )
}

/** Icon buttons, side by side. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>
}

/** A sentence in a faint colour. */
export function Hint({ children }: { children: ReactNode }) {
  return <p className={styles.hint}>{children}</p>
}

/** A warning about the selection. */
export function Warning({ children }: { children: ReactNode }) {
  return <p className={styles.warning}>{children}</p>
}

/** Buttons with text, side by side. */
export function Buttons({ children }: { children: ReactNode }) {
  return <div className={styles.buttons}>{children}</div>
}

interface PreviewProps {
  /** Width by height of the picture. */
  ratio: number
  /** Screen-reader name of the press action. */
  label?: string
  onOpen?: () => void
  children?: ReactNode
}

/** A picture in its own aspect ratio. Upright pictures get a square box, so that the panel stays short. */
export function Preview({ ratio, label, onOpen, children }: PreviewProps) {
  const style = { aspectRatio: Math.max(ratio, 1) }
  const frame = (
    <span className={styles.frame} style={{ aspectRatio: ratio }}>
      {children}
    </span>
  )
  if (!onOpen)
    return (
      <div className={styles.preview} style={style}>
        {frame}
      </div>
    )
  return (
    <UnstyledButton className={styles.preview} style={style} aria-label={label} onClick={onOpen}>
      {frame}
    </UnstyledButton>
  )
}

/** A stack of a few pictures, for a selection of several items. */
export function PreviewStack({ children }: { children: ReactNode }) {
  return (
    <div className={styles.stack} aria-hidden>
      {children}
    </div>
  )
}
