import { VisuallyHidden } from '@mantine/core'
import type { Analyser } from '../../../shared/contract/analysers.ts'
import type { Difference } from '../../../shared/contract/configurations.ts'
import styles from './differences.module.css'
import { settingFact } from './lane-labels.ts'

interface DifferencesProps {
  differences: readonly Difference[]
  analyser: Analyser | undefined
}

/** Lists the settings in which two configurations differ, with both values. */
export function Differences({ differences, analyser }: DifferencesProps) {
  return (
    <dl className={styles.differences}>
      {differences.map(({ path, was, is }) => (
        <div key={path}>
          {was !== undefined && <Line sign="-" spoken="was" fact={settingFact(keyOf(path), was, analyser)} />}
          {is !== undefined && <Line sign="+" spoken="is" fact={settingFact(keyOf(path), is, analyser)} />}
        </div>
      ))}
    </dl>
  )
}

/** Strips the prefix of settings in Rushes' own configurations, which also name the analyser and its version. */
function keyOf(path: string): string {
  return path.replace(/^config\./, '')
}

interface LineProps {
  sign: '-' | '+'
  spoken: string
  fact: readonly [name: string, value: string]
}

function Line({ sign, spoken, fact: [name, value] }: LineProps) {
  return (
    <div data-sign={sign}>
      <dt>
        <span aria-hidden>{sign}</span> {name.toLowerCase()} <VisuallyHidden>{spoken}</VisuallyHidden>
      </dt>
      <dd>{value}</dd>
    </div>
  )
}
