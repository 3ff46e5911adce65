import { useCallback, useState } from 'react'
import type { DuplicateDecision, SimilarGroup, SimilarVideo } from '../../shared/contract/duplicates.ts'
import { parseFrameRate } from '../../shared/frame-rate.ts'
import { useKeys } from '../components/use-keys.ts'
import { DecisionBar } from './decision-bar.tsx'
import { decisionLabels } from './decision-labels.ts'
import styles from './desk.module.css'
import { deskKeys } from './desk-keys.ts'
import { Differences } from './differences.tsx'
import { Pane } from './pane.tsx'
import { TakeStrip } from './take-strip.tsx'
import { texts } from './texts.ts'
import { Transport } from './transport.tsx'
import { useGroupDecisions } from './use-group-decisions.ts'
import { usePairedPlayback } from './use-paired-playback.ts'

interface DeskProps {
  group: SimilarGroup
  /** Moves to another group; `by` is relative. */
  onMove: (by: number) => void
}

/** A group of similar takes: the take to keep, beside one of the others. */
export function Desk({ group, onMove }: DeskProps) {
  const { kept, other, others, decisions, decide, choose, walk, keepOther } = useGroupDecisions(group)
  const [shown, setShown] = useState(0)
  const onShown = useCallback(() => setShown((count) => count + 1), [])
  const playback = usePairedPlayback(shown)
  const { toggle, seek, seconds } = playback
  const frameSeconds = secondsOfFrame(kept)
  useKeys(deskKeys, {
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
    <section className={styles.desk} aria-label={texts.compare}>
      <div className={styles.pair}>
        <Pane
          label={texts.theOneToKeep}
          take={kept}
          tag={texts.keep}
          kind="kept"
          element={playback.first}
          onShown={onShown}
        />
        <Pane label={texts.theOther} take={other} tag={tag} kind="other" element={playback.second} onShown={onShown} />
      </div>
      <Transport playback={playback} />
      {others.length > 1 && <TakeStrip takes={others} current={other} decisions={decisions} onChoose={choose} />}
      <DecisionBar decided={decisions[other.id]} onDecide={decide} onKeep={keepOther} />
      <Differences first={kept} second={other} />
    </section>
  )
}

function tagOf(take: SimilarVideo, decision: DuplicateDecision | undefined): string {
  if (decision) return decisionLabels[decision].tag
  return take.was_trashed ? texts.trashedBefore : texts.of64BitsDiffer(take.distance)
}

function secondsOfFrame(take: SimilarVideo | undefined): number {
  const rate = parseFrameRate(take?.frame_rate ?? null)
  return rate ? rate.denominator / rate.numerator : 0.04
}
