import { useVirtualizer } from '@tanstack/react-virtual'
import { Scale } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Decision } from '../../shared/contract/duplicates.ts'
import { formatCount } from '../../shared/units.ts'
import { api, client } from '../client.ts'
import blank from '../components/blank.module.css'
import { errorWords } from '../components/error-words.ts'
import { Icon } from '../components/icon.tsx'
import { showError } from '../components/notice.tsx'
import { Trouble } from '../components/trouble.tsx'
import { offerUndo } from '../components/undoable.ts'
import { TakeCell } from '../rows/take-cell.tsx'
import { type Rows, useRows } from '../rows/use-rows.ts'
import styles from './decisions.module.css'
import { DeskHint } from './desk-hint.tsx'
import { DuplicatesBar } from './duplicates-bar.tsx'

/** What was decided of pairs, the newest first, and a way to forget one. */
export function Decisions() {
  const [range, setRange] = useState({ first: 0, end: 0 })
  const rows = useRows<Decision>(
    (offset, limit) => api.duplicates.decisions.queryOptions({ input: { offset, limit } }),
    range,
  )
  const onRange = useCallback((first: number, end: number) => setRange({ first, end }), [])
  return (
    <>
      <DuplicatesBar words={rows.total ? formatCount(rows.total, 'pair') : ''} />
      <DeskHint title="Decided">
        What you decided of two takes is kept for good. A pair that is forgotten shows up again where takes look alike,
        and can be decided again.
      </DeskHint>
      {rows.total === undefined && rows.error ? (
        <Trouble title="The decisions could not be read" message={errorWords(rows.error)} onRetry={rows.retry} />
      ) : rows.total === 0 ? (
        <div className={blank.blank}>
          <span className={blank.mark}>
            <Icon of={Scale} size={22} />
          </span>
          <h2>Nothing is decided yet</h2>
          <p>What you decide of takes that look alike stands here, pair by pair.</p>
        </div>
      ) : (
        <DecisionList rows={rows} onRange={onRange} />
      )}
    </>
  )
}

const rowHeight = 52

function DecisionList({ rows, onRange }: { rows: Rows<Decision>; onRange: (first: number, end: number) => void }) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: rows.total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  })
  const items = virtualizer.getVirtualItems()
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
  useEffect(() => onRange(first, last + 1), [first, last, onRange])
  return (
    <div ref={scroller} className={styles.scroller}>
      <ul className={styles.list} aria-label="Decided pairs" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows.at(index)
          return (
            <li key={index} style={{ height: rowHeight, transform: `translateY(${start}px)` }}>
              {row && <Pair decision={row} />}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function Pair({ decision: row }: { decision: Decision }) {
  const { first_hash, second_hash, first, second, trashed_hash } = row
  // The one that stayed stands first.
  const sides = [
    { hash: first_hash, ...first },
    { hash: second_hash, ...second },
  ].toSorted((a, b) => Number(a.hash === trashed_hash) - Number(b.hash === trashed_hash))
  const [one, other] = sides.map(({ name, hash }) => name ?? hash.slice(0, 12))
  async function forget(): Promise<void> {
    try {
      const { id } = await client.duplicates.forget({ first_hash, second_hash })
      offerUndo(`Forgot what was decided of ${one} and ${other}`, () => client.duplicates.undo({ id }))
    } catch (error) {
      showError(error)
    }
  }
  return (
    <>
      {sides.map(({ hash, id, name }) => (
        <span key={hash} className={styles.side} data-gone={hash === trashed_hash || undefined}>
          <TakeCell path={hash} hash={hash} videoId={id} name={name ?? hash.slice(0, 12)} />
        </span>
      ))}
      <span className={styles.words}>{decisionSentences[row.decision]}</span>
      <button
        type="button"
        className={blank.button}
        aria-label={`Forget ${one} and ${other}`}
        onClick={() => void forget()}
      >
        Forget
      </button>
    </>
  )
}

const decisionSentences: Record<Decision['decision'], string> = {
  keep: 'both stay',
  trash: 'the second went to the trash',
  different: 'no duplicates',
  alternate: 'alternate takes',
}
