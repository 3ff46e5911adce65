import { formatWhen } from '../../shared/units.ts'
import styles from './run-list.module.css'
import { axisOf } from './run-span.ts'
import type { Run } from './use-run.ts'

/** From when to when the bars of the runs lie. */
export function RunAxis({ runs }: { runs: Run }) {
  const axis = axisOf(runs.rows.loaded, Date.now())
  if (!axis || runs.total < 2) return null
  const at = (time: number) => formatWhen(new Date(time).toISOString())
  return (
    <span className={styles.axis}>
      {at(axis.start)} to {at(axis.end)}
    </span>
  )
}
