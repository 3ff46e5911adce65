import { useVirtualizer } from '@tanstack/react-virtual'
import { Scale } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Decision } from '../../shared/contract/duplicates.ts'
import { formatCount } from '../../shared/units.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { showError } from '../components/notice.tsx'
import { newStep, offerUndoOf } from '../components/offer-undo.ts'
import { Listing } from '../components/table/listing.tsx'
import { type Rows, useRows } from '../components/table/use-rows.ts'
import { TakeCell } from '../components/takes/take-cell.tsx'
import styles from './decisions.module.css'
import { DuplicatesBar } from './duplicates-bar.tsx'
import { useDuplicatesSearch } from './duplicates-search.ts'
import { DeskHint } from './inspector-hint.tsx'
import { texts } from './texts.ts'

/** Lists the decisions about pairs, newest first, each with a button to clear it. */
export function Decisions() {
  const { change } = useDuplicatesSearch()
  const [range, setRange] = useState({ first: 0, end: 0 })
  const rows = useRows<Decision>(
    (offset, limit) => api.duplicates.decisions.queryOptions({ input: { offset, limit } }),
    range,
  )
  const onRange = useCallback((first: number, end: number) => setRange({ first, end }), [])
  return (
    <>
      <DuplicatesBar words={rows.total ? formatCount(rows.total, 'pair') : ''} />
      <DeskHint title={texts.decisions}>{texts.decisionsHint}</DeskHint>
      <Listing
        rows={rows}
        failure={texts.couldntLoadDecisions}
        empty={
          <EmptyState
            icon={Scale}
            title={texts.noDecisionsYet}
            actions={<Button onClick={() => change({ by: undefined })}>{texts.compareSimilarTakes}</Button>}
          >
            {texts.noDecisions}
          </EmptyState>
        }
      >
        <DecisionList rows={rows} onRange={onRange} />
      </Listing>
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
      <ul className={styles.list} aria-label={texts.decidedPairs} style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows.at(index)
          return (
            <li key={index} className={styles.item} style={{ height: rowHeight, transform: `translateY(${start}px)` }}>
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
  // The take that stayed comes first.
  const sides = [
    { hash: first_hash, ...first },
    { hash: second_hash, ...second },
  ].toSorted((a, b) => Number(a.hash === trashed_hash) - Number(b.hash === trashed_hash))
  const [one = '', other = ''] = sides.map(({ name, hash }) => name ?? hash.slice(0, 12))
  async function forget(): Promise<void> {
    try {
      const step = newStep()
      await client.duplicates.forget({ first_hash, second_hash }, { context: { step } })
      offerUndoOf(step, texts.clearedTheDecisionFor(one, other))
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
      <Button aria-label={texts.clearTheDecisionFor(one, other)} onClick={() => void forget()}>
        {texts.clear}
      </Button>
    </>
  )
}

const decisionSentences: Record<Decision['decision'], string> = {
  keep: texts.bothStay,
  trash: texts.secondMovedToTrash,
  different: texts.notDuplicates,
  alternate: texts.alternateTakes,
}
