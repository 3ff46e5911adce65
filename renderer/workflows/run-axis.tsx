import { formatWhen } from '../../shared/units.ts'
import { formatWhenInline } from '../components/relative-time.ts'
import { useNow } from '../components/use-now.ts'
import styles from './run-list.module.css'
import { axisOf } from './run-span.ts'
import { texts } from './texts.ts'
import type { Run } from './use-run.ts'

/** The start and end of the time axis of the runs. */
export function RunAxis({ runs }: { runs: Run }) {
  const axis = axisOf(runs.rows.loaded, useNow(1000, false))
  if (!axis || runs.total < 2) return null
  const [start, end] = [axis.start, axis.end].map((time) => new Date(time).toISOString())
  return <span className={styles.axis}>{texts.fromTo(formatWhen(start), formatWhenInline(end))}</span>
}
