import { ArrowLeftToLine, ArrowRightToLine, Plus, Trash2 } from 'lucide-react'
import { type RefObject, useId, useMemo } from 'react'
import { compareTake } from '../../../shared/compare-ranges.ts'
import type { Lane } from '../../../shared/contract/analyses.ts'
import { labelsOf, rangesOf } from '../../../shared/lane-ranges.ts'
import { Button } from '../button.tsx'
import { useDeck } from '../player/deck-context.ts'
import { usePreferences } from '../player/preferences.ts'
import { formatTime } from '../player/time-format.ts'
import { frameSecondsOf, percentLabel } from './comparison-labels.ts'
import styles from './correction-bar.module.css'
import { correctionKeys } from './correction-keys.ts'
import { texts } from './texts.ts'
import { type Correction, relabelled } from './use-correction.ts'

interface CorrectionBarProps {
  correction: Correction
  measured: readonly { lane: Lane; words: string }[]
  frameRate: string | null
  labelField: RefObject<HTMLInputElement | null>
  /** Moves the focus back to the strip. */
  onLeave: () => void
  onCompare: (other: Lane) => void
}

const icons = [ArrowRightToLine, ArrowLeftToLine, Plus, Trash2]
const words = [texts.startHere, texts.endHere, texts.add, texts.remove]

/** The tools for the ranges of a correction, and the figures of the analyses that are measured against it. */
export function CorrectionBar({ correction, measured, frameRate, labelField, onLeave, onCompare }: CorrectionBarProps) {
  const deck = useDeck()
  const { selected } = correction
  const context = { deck, correction, toLabel: () => labelField.current?.focus() }
  return (
    <section className={styles.bar} aria-label={texts.corrections}>
      <div className={styles.tools}>
        <LabelField
          key={selected ? `${selected.start} ${selected.end} ${selected.label}` : 'none'}
          correction={correction}
          field={labelField}
          onLeave={onLeave}
        />
        <SelectedTimes correction={correction} />
        {correctionKeys.slice(0, icons.length).map(({ keys, label, run }, index) => (
          <Button
            key={keys}
            variant="quiet"
            size="small"
            icon={icons[index] ?? Plus}
            title={`${label} (${keys === 'Delete' ? texts.del : keys})`}
            disabled={!selected && keys !== 'A'}
            onClick={(event) => {
              run(context, event as never)
              onLeave()
            }}
          >
            {words[index]}
          </Button>
        ))}
      </div>
      <Measures correction={correction} measured={measured} frameRate={frameRate} onCompare={onCompare} />
    </section>
  )
}

function SelectedTimes({ correction: { selected, ranges } }: Pick<CorrectionBarProps, 'correction'>) {
  const { frameRate } = useDeck()
  const format = usePreferences((state) => state.timeFormat)
  if (!selected)
    return <span className={styles.hint}>{ranges.length === 0 ? texts.noneSelectedEmpty : texts.noneSelected}</span>
  const [start, end] = [selected.start, selected.end].map((seconds) => formatTime(format, frameRate, seconds + 1e-4))
  return (
    <span className={styles.times}>
      {start} – {end}
    </span>
  )
}

interface LabelFieldProps {
  correction: Correction
  field: RefObject<HTMLInputElement | null>
  onLeave: () => void
}

/** The label of the selected range: Enter or leaving the field saves it, Esc does not. */
function LabelField({ correction, field, onLeave }: LabelFieldProps) {
  const list = useId()
  const { selected, ranges } = correction
  const label = selected?.label ?? ''
  const save = (text: string) => {
    if (selected && text !== label) correction.apply(relabelled(selected, text), texts.changedALabel)
  }
  return (
    <>
      <input
        ref={field}
        type="text"
        className={styles.label}
        aria-label={texts.label}
        placeholder={texts.noLabel}
        title={texts.changeTheLabelByKey}
        list={list}
        maxLength={200}
        disabled={!selected}
        defaultValue={label}
        onBlur={(event) => save(event.currentTarget.value.trim())}
        onKeyDown={(event) => {
          // The field handles every key: arrows must not seek.
          event.stopPropagation()
          if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
          if (event.key === 'Escape') event.currentTarget.value = label
          onLeave()
        }}
      />
      <datalist id={list}>
        {labelsOf(ranges).map(([one]) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  )
}

function Measures({
  correction: { ranges },
  measured,
  frameRate,
  onCompare,
}: Pick<CorrectionBarProps, 'correction' | 'measured' | 'frameRate' | 'onCompare'>) {
  const rows = useMemo(() => {
    const options = { toleranceSeconds: frameSecondsOf(frameRate) }
    return measured.map((one) => ({ ...one, figures: compareTake(ranges, rangesOf(one.lane), options) }))
  }, [ranges, measured, frameRate])
  if (rows.length === 0) return null
  return (
    <table className={styles.measures} aria-label={texts.measuredAgainstTheCorrection}>
      <thead>
        <tr>
          <th scope="col">{texts.measuredAgainstIt}</th>
          <th scope="col">F1</th>
          <th scope="col">{texts.precision}</th>
          <th scope="col">{texts.recall}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ lane, words: name, figures }) => (
          <tr key={lane.id}>
            <th scope="row">
              <Button variant="link" title={texts.compare} onClick={() => onCompare(lane)}>
                {name}
              </Button>
            </th>
            <td>{percentLabel(figures.f1)}</td>
            <td>{percentLabel(figures.precision)}</td>
            <td>{percentLabel(figures.recall)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
