import type { Difference } from '../../shared/contract/configurations.ts'
import styles from './differences.module.css'
import { settingName } from './lane-words.ts'
import { valueWords } from './range-words.ts'

/** Where two configurations differ, key by key: what was, what is. */
export function Differences({ differences }: { differences: readonly Difference[] }) {
  return (
    <dl className={styles.differences}>
      {differences.map(({ path, was, is }) => (
        <div key={path}>
          {was !== undefined && <Line sign="-" spoken="was" path={path} value={was} />}
          {is !== undefined && <Line sign="+" spoken="is" path={path} value={is} />}
        </div>
      ))}
    </dl>
  )
}

function Line({ sign, spoken, path, value }: { sign: '-' | '+'; spoken: string; path: string; value: unknown }) {
  return (
    <div data-sign={sign}>
      <dt>
        <span aria-hidden>{sign}</span> {settingName(path)} <span className={styles.spoken}>{spoken}</span>
      </dt>
      <dd>{valueWords(value)}</dd>
    </div>
  )
}
