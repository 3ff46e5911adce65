import { useEffect, useMemo, useRef, useState } from 'react'
import type { Lane, Range } from '../../../shared/contract/analyses.ts'
import {
  addAt,
  byHand,
  correctedHash,
  editRanges,
  isSameRange,
  moveEdge,
  type RangeEdge,
  type RangeEdit,
} from '../../../shared/corrections.ts'
import { frameAt, timeOfFrame } from '../../../shared/frame-rate.ts'
import { hasInOut, inOutRange } from '../../../shared/in-out-points.ts'
import { rangesOf } from '../../../shared/lane-ranges.ts'
import { client } from '../../client.ts'
import { trackUnanswered } from '../../state/undo.ts'
import { showError } from '../notice.tsx'
import { newStep, rememberUndoOf } from '../offer-undo.ts'
import { type Deck, halfFrame } from '../player/deck.ts'
import { edgeOfFrame, seek } from '../player/seeking.ts'

/** A lane that a person edits: its ranges with edits that are on their way, and the range that keys act on. */
export interface Correction {
  ranges: readonly Range[]
  selected: Range | null
  select: (range: Range | null) => void
  /** Shows edits without saving them, as during a drag; null shows what is saved. */
  preview: (edits: readonly RangeEdit[] | null) => void
  /** Saves edits as one step that Ctrl Z undoes, and selects the range that they leave. */
  apply: (edits: readonly RangeEdit[] | null, label: string) => void
  /** The edits of a moved edge; null if it cannot be there. */
  moved: (range: Range, edge: RangeEdge, seconds: number) => RangeEdit[] | null
}

/** Returns a lane to edit; null unless it is a correction of the content that the take has now. */
export function useCorrection(deck: Deck, lane: Lane): Correction | null {
  const saved = useMemo(() => rangesOf(lane), [lane])
  const { ranges, show, save } = useSaving(lane, saved)
  const [previewed, setPreviewed] = useState<readonly RangeEdit[] | null>(null)
  const [selected, setSelected] = useState<Range | null>(null)
  const shown = useMemo(() => (previewed && editRanges(ranges, previewed)) ?? ranges, [ranges, previewed])
  if (correctedHash(lane.config) === null || lane.state === 'stale') return null
  return {
    ranges: shown,
    // A refetch brings equal ranges that are other objects.
    selected: (selected && shown.find((range) => isSameRange(range, selected))) ?? null,
    select: setSelected,
    preview: (edits) => {
      setPreviewed(edits)
      setSelected(edits?.[0]?.is ?? selected)
    },
    apply: (edits, label) => {
      setPreviewed(null)
      if (!edits || edits.length === 0 || !show(edits)) return
      setSelected(leftBy(edits))
      save(edits, label)
    },
    moved: (range, edge, seconds) => moveEdge(ranges, range, edge, seconds, halfFrame(deck) * 2),
  }
}

/** Returns the range that edits leave selected: the moved one, or the one that was added last. */
function leftBy(edits: readonly RangeEdit[]): Range | null {
  const isMove = edits.every(({ was }) => was)
  return (isMove ? edits[0]?.is : edits.findLast(({ is }) => is)?.is) ?? null
}

/** Keeps edits on screen until the library has saved them and the lane was read again. Saves one after another. */
function useSaving(lane: Lane, saved: readonly Range[]) {
  const [draft, setDraft] = useState<readonly Range[] | null>(null)
  const pending = useRef(0)
  const last = useRef<Promise<unknown>>(Promise.resolve())
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lane was read again
  useEffect(() => {
    if (pending.current === 0) setDraft(null)
  }, [saved])
  const ranges = draft ?? saved
  return {
    ranges,
    show: (edits: readonly RangeEdit[]) => {
      const edited = editRanges(ranges, edits)
      if (edited) setDraft(edited)
      return edited !== null
    },
    save: (edits: readonly RangeEdit[], label: string) => {
      const step = newStep()
      pending.current += 1
      const call = async () => {
        try {
          await client.analyses.correct({ id: lane.id, edits: [...edits] }, { context: { step } })
          rememberUndoOf(step, label)
        } catch (error) {
          showError(error)
          setDraft(null)
        } finally {
          pending.current -= 1
        }
      }
      last.current = last.current.then(call)
      void trackUnanswered(last.current.then(() => undefined))
    },
  }
}

/** Returns the edits that move an edge of the selected range to the frame on screen, which stays inside it. */
export function edgeHere(deck: Deck, { selected, moved }: Correction, edge: RangeEdge): RangeEdit[] | null {
  return selected && moved(selected, edge, edgeOfFrame(deck, edge === 'start' ? 0 : 1))
}

/** Returns the edits that add a range: from in to out if these are set, else at the playhead. */
export function rangeToAdd(deck: Deck, { ranges }: Correction): RangeEdit[] {
  const { inOut, durationSeconds } = deck.store.getState()
  if (!hasInOut(inOut)) return addAt(ranges, edgeOfFrame(deck, 0), durationSeconds)
  const { start, end } = inOutRange(inOut, durationSeconds)
  const label = ranges.findLast((range) => range.start <= start)?.label ?? ranges[0]?.label
  return [{ is: { start, end, ...(label === undefined ? {} : { label }) } }]
}

/** Returns the edits that change a label; an empty text removes it. */
export function relabelled(range: Range, label: string): RangeEdit[] {
  const { label: _, ...rest } = byHand(range)
  return [{ was: range, is: label === '' ? rest : { ...rest, label } }]
}

/** Returns the frame edge that is nearest to a time. */
export function nearestEdge(deck: Deck, seconds: number): number {
  const { frameRate } = deck
  if (!frameRate) return seconds
  return timeOfFrame(frameRate, frameAt(frameRate, seconds + halfFrame(deck)))
}

/** Seeks to the frame of a range that is at its edge. */
export function seekToEdge(deck: Deck, edge: RangeEdge, seconds: number): void {
  seek(deck, seconds + (edge === 'start' ? 1 : -1) * halfFrame(deck))
}
