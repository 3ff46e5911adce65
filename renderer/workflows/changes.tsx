import { Fragment } from 'react'
import type { ChangeLine } from './change-lines.ts'
import styles from './changes.module.css'

interface ChangesProps {
  lines: readonly ChangeLine[]
  /** How a node is called; left out where it is clear which one it is. */
  nameOf?: (nodeId: string) => string
}

/** What was changed in a definition: what was there before, and what is there now. */
export function Changes({ lines, nameOf }: ChangesProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by keys
    <div className={styles.changes} tabIndex={0}>
      {lines.map(({ node, sign, words }, index) => (
        <Fragment key={`${node} ${sign} ${words}`}>
          {nameOf && (index === 0 || lines[index - 1]?.node !== node) && (
            <b>{node === null ? 'Connections' : nameOf(node)}</b>
          )}
          {sign === '-' ? <del>- {words}</del> : <ins>+ {words}</ins>}
        </Fragment>
      ))}
    </div>
  )
}
