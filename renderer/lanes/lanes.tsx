import { useMemo, useState } from 'react'
import type { Analyser } from '../../shared/contract/analysers.ts'
import type { Lane } from '../../shared/contract/analyses.ts'
import { errorWords } from '../components/error-words.ts'
import { CompareRow } from './compare-row.tsx'
import type { LaneTake } from './export-lane.ts'
import { rangesOf } from './lane-ranges.ts'
import { LaneRow } from './lane-row.tsx'
import { configWords, laneTitle } from './lane-words.ts'
import styles from './lanes.module.css'
import { RunningLanes } from './running-lanes.tsx'
import { useLaneKeys } from './use-lane-keys.ts'
import { useLanes, useLookAtFile } from './use-lanes.ts'

/** What analyses found in a take, a lane each, below its player. */
export function Lanes({ take }: { take: LaneTake }) {
  const { lanes, analysers, error, retry } = useLanes(take.id)
  const [usedId, setUsedId] = useState<number | null>(null)
  const [comparedIds, setComparedIds] = useState<readonly [number, number] | null>(null)
  const active =
    lanes?.find(({ id }) => id === usedId) ?? lanes?.find(({ ranges }) => ranges !== null && ranges.length > 0)
  useLaneKeys(useMemo(() => (active ? rangesOf(active) : []), [active]))
  useLookAtFile(lanes)
  const compared = comparedIds?.map((wanted) => lanes?.find(({ id }) => id === wanted)) ?? []

  return (
    <section className={styles.lanes} aria-label="Analyses">
      <ul className={styles.list}>
        {lanes?.map((lane) => (
          <LaneRow
            key={lane.id}
            lane={lane}
            take={take}
            title={laneTitle(lane, analysers)}
            words={configWords(lane, analysers)}
            others={othersOf(lane, lanes, analysers)}
            isActive={lane === active && lanes.length > 1}
            onActive={() => setUsedId(lane.id)}
            onCompare={(other) => setComparedIds([lane.id, other.id])}
          />
        ))}
        <RunningLanes videoId={take.id} />
      </ul>
      {compared[0] && compared[1] && (
        <CompareRow
          first={compared[0]}
          second={compared[1]}
          title={laneTitle(compared[0], analysers)}
          words={[configWords(compared[0], analysers), configWords(compared[1], analysers)]}
          frameRate={take.frame_rate}
          analyser={analysers.find(({ name }) => name === compared[0]?.name)}
          onClose={() => setComparedIds(null)}
        />
      )}
      {error && !lanes && (
        <p className={styles.trouble} role="alert">
          The analyses could not be read. {errorWords(error)}{' '}
          <button type="button" onClick={retry}>
            Try again
          </button>
        </p>
      )}
    </section>
  )
}

/** Other configurations of the same analyser. */
function othersOf(lane: Lane, lanes: readonly Lane[], analysers: readonly Analyser[]) {
  if (lane.name === null) return []
  return lanes
    .filter((other) => other.id !== lane.id && other.name === lane.name && other.config_hash !== lane.config_hash)
    .map((other) => ({ lane: other, words: configWords(other, analysers) }))
}
