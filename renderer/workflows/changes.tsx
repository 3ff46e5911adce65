import { Fragment } from 'react'
import type { Difference } from '../../shared/workflow/definition-differences.ts'
import styles from './changes.module.css'
import { valueWords } from './node-words.ts'

interface ChangesProps {
  differences: readonly Difference[]
  /** How the node of a difference is called; left out where it is clear which one it is. */
  nameOf?: (nodeId: string) => string
}

/** What was changed in a definition: what was there before, and what is there now. */
export function Changes({ differences, nameOf }: ChangesProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by keys
    <div className={styles.changes} tabIndex={0}>
      {differences.map(({ node, key, before, after }, index) => (
        <Fragment key={`${node} ${key}`}>
          {nameOf && differences[index - 1]?.node !== node && <b>{nameOf(node)}</b>}
          {before !== undefined && (
            <del>
              - {key} {valueWords(before)}
            </del>
          )}
          {after !== undefined && (
            <ins>
              + {key} {valueWords(after)}
            </ins>
          )}
        </Fragment>
      ))}
    </div>
  )
}
