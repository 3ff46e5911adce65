import { Fragment } from 'react'
import type { ChangeLine } from './change-lines.ts'
import styles from './change-list.module.css'
import { texts } from './texts.ts'

interface ChangesProps {
  lines: readonly ChangeLine[]
  /** Returns the name of a node; not needed if all changes are of one node. */
  nameOf?: (nodeId: string) => string
}

/** The removed and added lines of a definition. */
export function Changes({ lines, nameOf }: ChangesProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs the focus
    <div className={styles.changes} tabIndex={0}>
      {lines.map(({ node, sign, words }, index) => (
        <Fragment key={`${node} ${sign} ${words}`}>
          {nameOf && (index === 0 || lines[index - 1]?.node !== node) && (
            <b>{node === null ? texts.connections : nameOf(node)}</b>
          )}
          {sign === '-' ? <del>- {words}</del> : <ins>+ {words}</ins>}
        </Fragment>
      ))}
    </div>
  )
}
