import type { CSSProperties } from 'react'
import styles from './graph-node.module.css'

/** Returns the style of a node from which the style sheet computes how many lines its label can have. */
export function labelSize({ width, height }: { width: number; height: number }): CSSProperties {
  return { '--width': width, '--height': height } as CSSProperties
}

/** The title of a node that is too small for anything else, over all of the node. Names like KSampler break in them. */
export function NodeLabel({ children }: { children: string }) {
  return (
    <div className={styles.label} title={children}>
      <b>{children.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, zeroWidthSpace)}</b>
    </div>
  )
}

const zeroWidthSpace = '\u200b'
