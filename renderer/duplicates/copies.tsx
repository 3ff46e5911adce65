import { useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Copy } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Copied } from '../../shared/contract/duplicates.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import blank from '../components/blank.module.css'
import { errorWords } from '../components/error-words.ts'
import { Icon } from '../components/icon.tsx'
import { Trouble } from '../components/trouble.tsx'
import { type Rows, useRows } from '../rows/use-rows.ts'
import styles from './copies.module.css'
import { CopiesDialog } from './copies-dialog.tsx'
import { CopyGroup, usualGoing } from './copy-group.tsx'
import { DeskHint } from './desk-hint.tsx'
import { DuplicatesBar } from './duplicates-bar.tsx'
import { LookInFolder } from './look-in-folder.tsx'
import { TrashedLine } from './trashed-line.tsx'

/** Contents that lie at several places, takes or not: which place stays, and which go to the trash. */
export function Copies() {
  const [range, setRange] = useState({ first: 0, end: 0 })
  const [isApplying, setApplying] = useState(false)
  const pageOf = (offset: number, limit: number) => api.duplicates.exact.queryOptions({ input: { offset, limit } })
  const rows = useRows<Copied>(pageOf, range)
  const { data: list } = useQuery(pageOf(0, 100))
  const onRange = useCallback((first: number, end: number) => setRange({ first, end }), [])
  const words = list?.total
    ? `${formatCount(list.copies, 'copy', 'copies')} · ${formatBytes(list.removable_bytes)}`
    : ''
  return (
    <>
      <DuplicatesBar words={words}>
        <LookInFolder />
        <button
          type="button"
          className={blank.button}
          disabled={!list || list.total === 0}
          onClick={() => setApplying(true)}
        >
          Keep one of each…
        </button>
      </DuplicatesBar>
      <TrashedLine />
      <DeskHint title="Same content">
        The same bytes at several places. What is ticked stays. Before a copy goes to the trash of the library, it and
        one that stays are read in full and compared; it can be put back.
      </DeskHint>
      {rows.total === undefined && rows.error ? (
        <Trouble title="The copies could not be read" message={errorWords(rows.error)} onRetry={rows.retry} />
      ) : rows.total === 0 ? (
        <div className={blank.blank}>
          <span className={blank.mark}>
            <Icon of={Copy} size={22} />
          </span>
          <h2>Nothing lies at two places</h2>
          <p>
            What an import finds at another path again is noted here. To find copies among files that are not in the
            library, let Rushes look in a folder: nothing is imported by that.
          </p>
        </div>
      ) : (
        <CopyList rows={rows} onRange={onRange} />
      )}
      {isApplying && list && <CopiesDialog list={list} onClose={() => setApplying(false)} />}
    </>
  )
}

function CopyList({ rows, onRange }: { rows: Rows<Copied>; onRange: (first: number, end: number) => void }) {
  const scroller = useRef<HTMLDivElement>(null)
  // By content, as rows that are scrolled away lose what they remember.
  const [chosen, setChosen] = useState<ReadonlyMap<string, ReadonlySet<string>>>(new Map())
  const virtualizer = useVirtualizer({
    count: rows.total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => 96,
    overscan: 6,
  })
  const items = virtualizer.getVirtualItems()
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
  useEffect(() => onRange(first, last + 1), [first, last, onRange])
  const goingOf = (copied: Copied) => {
    const usual = usualGoing(copied)
    const known = new Set(copied.locations.map(({ path }) => path))
    const going = chosen.get(copied.file_hash)
    // What is gone meanwhile is chosen no more.
    return going ? new Set([...going].filter((path) => known.has(path))) : usual
  }
  return (
    <div ref={scroller} className={styles.scroller}>
      <ul className={styles.list} aria-label="Same content" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows.at(index)
          return (
            <li
              key={row?.file_hash ?? index}
              ref={virtualizer.measureElement}
              data-index={index}
              style={{ transform: `translateY(${start}px)` }}
            >
              {row && (
                <CopyGroup
                  copied={row}
                  going={goingOf(row)}
                  onGoing={(going) => setChosen(new Map([...chosen, [row.file_hash, going]]))}
                />
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
