import { useCallback, useState } from 'react'
import type { DuplicateDecision, NearGroup, NearTake } from '../../shared/contract/duplicates.ts'
import { parseFrameRate } from '../../shared/frame-rate.ts'
import { DecisionBar } from './decision-bar.tsx'
import { decisionWords } from './decision-words.ts'
import styles from './desk.module.css'
import { Differences } from './differences.tsx'
import { Pane } from './pane.tsx'
import { TakeStrip } from './take-strip.tsx'
import { Transport } from './transport.tsx'
import { useDeskKeys } from './use-desk-keys.ts'
import { useGroupDecisions } from './use-group-decisions.ts'
import { usePairedPlayback } from './use-paired-playback.ts'

interface DeskProps {
  group: NearGroup
  /** Goes up or down in the list of groups. */
  onMove: (by: number) => void
}

/** One group: the take to keep beside one of the others, and what is decided of each. */
export function Desk({ group, onMove }: DeskProps) {
  const { kept, other, others, decisions, decide, choose, walk, keepOther } = useGroupDecisions(group)
  const [shown, setShown] = useState(0)
  const onShown = useCallback(() => setShown((count) => count + 1), [])
  const playback = usePairedPlayback(shown)
  const { toggle, seek, seconds } = playback
  const frameSeconds = secondsOfFrame(kept)
  useDeskKeys({
    decide,
    keepOther,
    walk,
    move: onMove,
    toggle,
    step: (frames) => seek(seconds + frames * frameSeconds),
  })
  if (!kept || !other) return null
  const tag = tagOf(other, decisions[other.id])
  return (
    <section className={styles.desk} aria-label="Compare">
      <div className={styles.pair}>
        <Pane label="The one to keep" take={kept} tag="Keep" kind="kept" element={playback.first} onShown={onShown} />
        <Pane label="The other" take={other} tag={tag} kind="other" element={playback.second} onShown={onShown} />
      </div>
      <Transport playback={playback} />
      {others.length > 1 && <TakeStrip takes={others} current={other} decisions={decisions} onChoose={choose} />}
      <DecisionBar decided={decisions[other.id]} onDecide={decide} onKeep={keepOther} />
      <Differences first={kept} second={other} />
    </section>
  )
}

function tagOf(take: NearTake, decision: DuplicateDecision | undefined): string {
  if (decision) return decisionWords[decision].tag
  return take.was_trashed ? 'was in the trash before' : `${take.distance} of 64 bits`
}

function secondsOfFrame(take: NearTake | undefined): number {
  const rate = parseFrameRate(take?.frame_rate ?? null)
  return rate ? rate.denominator / rate.numerator : 0.04
}
