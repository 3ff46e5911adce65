import { SegmentedControl } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { BundleChoice, BundleConflict, BundlePreview } from '../../../shared/contract/bundles.ts'
import { formatCount } from '../../../shared/units.ts'
import { columnLabel } from './bundle-labels.ts'
import styles from './bundles.module.css'
import { texts } from './texts.ts'

/** The answers of a person: one for all values, and those of single ones that differ from it. */
export interface Answers {
  conflicts: BundleChoice
  decisions: Record<string, BundleChoice>
}

interface ConflictListProps {
  conflicts: BundlePreview['conflicts']
  answers: Answers
  onChange: (answers: Answers) => void
}

/** The values that differ between the library and a bundle, with the choice of the one that stays. */
export function ConflictList({ conflicts: { total, items }, answers, onChange }: ConflictListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 44,
    overscan: 6,
  })
  return (
    <section aria-label={texts.valuesThatDiffer}>
      <div className={styles.head}>
        <h3>{texts.differ(formatCount(total, 'value'))}</h3>
        <SegmentedControl
          aria-label={texts.forAllValues}
          size="xs"
          data={[
            { value: 'keep', label: texts.keepMine },
            { value: 'replace', label: texts.useTheBundles },
          ]}
          value={answers.conflicts}
          onChange={(value) => onChange({ conflicts: value as BundleChoice, decisions: {} })}
        />
      </div>
      <p className={styles.sides} aria-hidden>
        <span>{texts.mine}</span>
        <span>{texts.theBundles}</span>
      </p>
      <div ref={scroller} className={styles.conflicts}>
        <ul style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const conflict = items[index]
            if (!conflict) return null
            return (
              <li key={conflict.id} className={styles.conflict} style={{ transform: `translateY(${start}px)` }}>
                <Conflict
                  conflict={conflict}
                  choice={answers.decisions[conflict.id] ?? answers.conflicts}
                  onChoose={(choice) =>
                    onChange({ ...answers, decisions: { ...answers.decisions, [conflict.id]: choice } })
                  }
                />
              </li>
            )
          })}
        </ul>
      </div>
      {total > items.length && (
        <p className={styles.lead}>{texts.conflictListText(formatCount(total - items.length))}</p>
      )}
    </section>
  )
}

interface ConflictProps {
  conflict: BundleConflict
  choice: BundleChoice
  onChoose: (choice: BundleChoice) => void
}

function Conflict({ conflict: { id, name, column, here, there }, choice, onChoose }: ConflictProps) {
  const label = columnLabel(column)
  const values = [
    ['keep', 'mine', here],
    ['replace', texts.theBundlesLowercase, there],
  ] as const
  return (
    <>
      <span className={styles.subject} title={name}>
        {name}
        <small>{label}</small>
      </span>
      <span className={styles.values} role="radiogroup" aria-label={texts.labelOf(label, name)}>
        {values.map(([value, side, shown]) => (
          <label key={value} title={String(shown ?? '–')}>
            <input
              type="radio"
              name={id}
              checked={choice === value}
              aria-label={`${side}: ${shown ?? '–'}`}
              onChange={() => onChoose(value)}
            />
            <span>{shown ?? '–'}</span>
          </label>
        ))}
      </span>
    </>
  )
}
