import { useMemo, useState } from 'react'
import type { Analyser } from '../../../shared/contract/analysers.ts'
import type { Lane } from '../../../shared/contract/analyses.ts'
import { correctedHash } from '../../../shared/corrections.ts'
import { Button } from '../button.tsx'
import { errorMessage } from '../error-message.ts'
import { useDeck } from '../player/deck-context.ts'
import { useKeys } from '../use-keys.ts'
import { beginCorrection } from './analysis-actions.ts'
import { CompareRow } from './compare-row.tsx'
import { CorrectionRow } from './correction-row.tsx'
import type { LaneTake } from './export-lane.ts'
import { laneKeys } from './lane-keys.ts'
import { configLabel, laneNames, laneTitle } from './lane-labels.ts'
import type { OtherLane } from './lane-menu.tsx'
import { LaneRow } from './lane-row.tsx'
import { LaneValues, useLaneValues } from './lane-values.tsx'
import styles from './lanes.module.css'
import { RunningLanes } from './running-lanes.tsx'
import { texts } from './texts.ts'
import { useCompared, useOpenedMoment } from './use-compared.ts'
import { useFileCheck, useLanes } from './use-lanes.ts'

/** The lanes of a take, one for each analysis, below its player. */
export function Lanes({ take }: { take: LaneTake }) {
  const { lanes, analysers, error, retry } = useLanes(take.id)
  const used = useUsedLane(lanes)
  const values = useLaneValues()
  const comparison = useCompared(take.id, lanes)
  const { active } = used
  const ranges = useMemo(() => (active ? values.shown(active) : []), [active, values.shown])
  useKeys(laneKeys, {
    deck: useDeck(),
    ranges,
    toggleCompared: () => active && comparison.toggle(active.id),
    toggleValues: () => active && values.toggle(active),
  })
  useFileCheck(lanes)
  useOpenedMoment(take.id)
  return (
    <section className={styles.lanes} aria-label={texts.analyses} data-below>
      <ul className={styles.list}>
        {lanes?.map((lane) => (
          <OneLane key={lane.id} {...{ lane, lanes, take, analysers, used, values }} onCompare={comparison.add} />
        ))}
        <RunningLanes videoId={take.id} />
      </ul>
      {comparison.lanes.length > 1 && (
        <CompareRow
          lanes={comparison.lanes}
          take={take}
          analysers={analysers}
          onLeaveOut={({ id }) => comparison.toggle(id)}
          onClose={comparison.clear}
        />
      )}
      {error && !lanes && (
        <p className={styles.error} role="alert">
          {texts.couldntLoadAnalyses} {errorMessage(error)}{' '}
          <Button variant="link" onClick={retry}>
            {texts.tryAgain}
          </Button>
        </p>
      )}
    </section>
  )
}

/** Returns the lane that was used last, and functions that use another one or begin its correction. */
function useUsedLane(lanes: readonly Lane[] | undefined) {
  const [usedId, setUsedId] = useState<number | null>(null)
  const [newId, setNewId] = useState<number | null>(null)
  const active =
    lanes?.find(({ id }) => id === usedId) ?? lanes?.find(({ ranges }) => ranges !== null && ranges.length > 0)
  const correct = async (lane: Lane) => {
    const id = await beginCorrection(lane.id)
    if (id === undefined) return
    setNewId(id)
    setUsedId(id)
  }
  return { active, newId, use: setUsedId, correct }
}

interface OneLaneProps {
  lane: Lane
  lanes: readonly Lane[]
  take: LaneTake
  analysers: readonly Analyser[]
  used: ReturnType<typeof useUsedLane>
  values: ReturnType<typeof useLaneValues>
  onCompare: (id: number, otherId: number) => void
}

function OneLane({ lane, lanes, take, analysers, used, values, onCompare }: OneLaneProps) {
  const isCorrection = correctedHash(lane.config) !== null
  const others = useMemo(() => othersOf(lane, lanes, analysers), [lane, lanes, analysers])
  const measured = useMemo(() => others.filter((other) => isMeasured(other, lane)), [others, lane])
  const ranges = useMemo(() => values.shown(lane), [values.shown, lane])
  const props = {
    lane,
    take,
    title: laneTitle(lane, analysers),
    words: isCorrection ? texts.byHand : configLabel(lane, analysers),
    others,
    onActive: () => used.use(lane.id),
    onCompare: (other: Lane) => onCompare(lane.id, other.id),
    onCorrect: () => void used.correct(lane),
    onValues: () => values.toggle(lane),
  }
  const isActive = lane === used.active
  if (isCorrection) return <CorrectionRow {...props} {...{ isActive, measured }} isNew={lane.id === used.newId} />
  return (
    <>
      <LaneRow {...props} ranges={ranges} isActive={isActive && lanes.length > 1} />
      {values.laneId === lane.id && (
        <li className={styles.below}>
          <LaneValues lane={lane} of={`${props.title}, ${props.words}`} values={values} />
        </li>
      )}
    </>
  )
}

/** Returns the other lanes, those of the same analyser first. */
function othersOf(lane: Lane, lanes: readonly Lane[], analysers: readonly Analyser[]): OtherLane[] {
  return lanes
    .filter(
      ({ id, config_hash, file_hash }) =>
        id !== lane.id && (config_hash !== lane.config_hash || file_hash !== lane.file_hash),
    )
    .map((other) => {
      const isSibling = lane.name !== null && other.name === lane.name && other.config_hash !== lane.config_hash
      const words = isSibling ? configLabel(other, analysers) : (laneNames([other, lane], analysers)[0] ?? '')
      return { lane: other, words, isSibling }
    })
    .toSorted((one, other) => Number(other.isSibling) - Number(one.isSibling))
}

/** Returns whether a correction measures another analysis: one by the same analyser, of the same content. */
function isMeasured({ lane, isSibling }: OtherLane, correction: Lane): boolean {
  return isSibling && lane.file_hash === correction.file_hash && correctedHash(lane.config) === null
}
