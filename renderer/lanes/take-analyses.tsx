import { formatCount } from '../../shared/units.ts'
import { FactList } from '../components/fact-list.tsx'
import { CacheStateTag } from './lane-state.tsx'
import { laneTitle } from './lane-words.ts'
import styles from './take-analyses.module.css'
import { useLanes } from './use-lanes.ts'

/** What was found in a take, in a line each. */
export function TakeAnalyses({ id }: { id: string }) {
  const { lanes = [], analysers } = useLanes(id)
  // Of several configurations the newest stands for its analyser.
  const newest = [...new Map(lanes.toReversed().map((lane) => [laneTitle(lane, analysers), lane])).entries()]
  if (newest.length === 0) return null
  return (
    <section className={styles.analyses} aria-label="Analyses">
      <h3>Analyses</h3>
      <FactList
        facts={newest.toReversed().map(([title, lane]) => [
          title,
          <span key={lane.id}>
            {formatCount(lane.ranges?.length ?? 0, 'range')} · <CacheStateTag state={lane.state} />
          </span>,
        ])}
      />
    </section>
  )
}
