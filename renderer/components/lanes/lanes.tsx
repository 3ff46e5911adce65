import { useMemo, useState } from 'react'
import type { Analyser } from '../../../shared/contract/analysers.ts'
import type { Lane } from '../../../shared/contract/analyses.ts'
import { Button } from '../button.tsx'
import { errorMessage } from '../error-message.ts'
import { useDeck } from '../player/deck-context.ts'
import { useKeys } from '../use-keys.ts'
import { CompareRow } from './compare-row.tsx'
import type { LaneTake } from './export-lane.ts'
import { laneKeys } from './lane-keys.ts'
import { configLabel, laneTitle } from './lane-labels.ts'
import { rangesOf } from './lane-ranges.ts'
import { LaneRow } from './lane-row.tsx'
import styles from './lanes.module.css'
import { RunningLanes } from './running-lanes.tsx'
import { useFileCheck, useLanes } from './use-lanes.ts'

/** The lanes of a take, one for each analysis, below its player. */
export function Lanes({ take }: { take: LaneTake }) {
  const { lanes, analysers, error, retry } = useLanes(take.id)
  const [usedId, setUsedId] = useState<number | null>(null)
  const [comparedIds, setComparedIds] = useState<readonly [number, number] | null>(null)
  const active =
    lanes?.find(({ id }) => id === usedId) ?? lanes?.find(({ ranges }) => ranges !== null && ranges.length > 0)
  const ranges = useMemo(() => (active ? rangesOf(active) : []), [active])
  useKeys(laneKeys, { deck: useDeck(), ranges })
  useFileCheck(lanes)
  const compared = comparedIds?.map((wanted) => lanes?.find(({ id }) => id === wanted)) ?? []

  return (
    <section className={styles.lanes} aria-label="Analyses" data-below>
      <ul className={styles.list}>
        {lanes?.map((lane) => (
          <LaneRow
            key={lane.id}
            lane={lane}
            take={take}
            title={laneTitle(lane, analysers)}
            words={configLabel(lane, analysers)}
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
          words={[configLabel(compared[0], analysers), configLabel(compared[1], analysers)]}
          frameRate={take.frame_rate}
          analyser={analysers.find(({ name }) => name === compared[0]?.name)}
          onClose={() => setComparedIds(null)}
        />
      )}
      {error && !lanes && (
        <p className={styles.error} role="alert">
          Couldn’t load analyses. {errorMessage(error)}{' '}
          <Button variant="link" onClick={retry}>
            Try again
          </Button>
        </p>
      )}
    </section>
  )
}

/** Returns the other lanes of the same analyser, with short labels of their configurations. */
function othersOf(lane: Lane, lanes: readonly Lane[], analysers: readonly Analyser[]) {
  if (lane.name === null) return []
  return lanes
    .filter((other) => other.id !== lane.id && other.name === lane.name && other.config_hash !== lane.config_hash)
    .map((other) => ({ lane: other, words: configLabel(other, analysers) }))
}
