import { useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Copy } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Copied } from '../../shared/contract/duplicates.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Listing } from '../components/table/listing.tsx'
import { type Rows, useRows } from '../components/table/use-rows.ts'
import styles from './copies.module.css'
import { CopiesDialog } from './copies-dialog.tsx'
import { CopyGroup, defaultToTrash } from './copy-group.tsx'
import { DuplicatesBar } from './duplicates-bar.tsx'
import { ScanFolder } from './find-copies-form.tsx'
import { DeskHint } from './inspector-hint.tsx'
import { texts } from './texts.ts'
import { TrashedLine } from './trashed-line.tsx'

/** The list of exact copies, with a choice of those to keep for each content. */
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
        <ScanFolder />
        <Button disabled={!list || list.total === 0} onClick={() => setApplying(true)}>
          {texts.keepOneOfEach}
        </Button>
      </DuplicatesBar>
      <TrashedLine />
      <DeskHint title={texts.exactCopies}>{texts.whatCopiesAre}</DeskHint>
      <Listing
        rows={rows}
        failure={texts.couldntLoadExactCopies}
        empty={
          <EmptyState icon={Copy} title={texts.noExactCopies}>
            {texts.howCopiesAreFound}
          </EmptyState>
        }
      >
        <CopyList rows={rows} onRange={onRange} />
      </Listing>
      {isApplying && list && <CopiesDialog list={list} onClose={() => setApplying(false)} />}
    </>
  )
}

function CopyList({ rows, onRange }: { rows: Rows<Copied>; onRange: (first: number, end: number) => void }) {
  const scroller = useRef<HTMLDivElement>(null)
  // Kept here by content, because rows that are scrolled out of view lose their state.
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
  const pathsToTrash = (copied: Copied) => {
    const usual = defaultToTrash(copied)
    const known = new Set(copied.locations.map(({ path }) => path))
    const toTrash = chosen.get(copied.file_hash)
    // Ignores chosen paths that no longer exist.
    return toTrash ? new Set([...toTrash].filter((path) => known.has(path))) : usual
  }
  return (
    <div ref={scroller} className={styles.scroller}>
      <ul className={styles.list} aria-label={texts.exactCopies} style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows.at(index)
          return (
            <li
              key={row?.file_hash ?? index}
              className={styles.item}
              ref={virtualizer.measureElement}
              data-index={index}
              style={{ transform: `translateY(${start}px)` }}
            >
              {row && (
                <CopyGroup
                  copied={row}
                  toTrash={pathsToTrash(row)}
                  onChange={(toTrash) => setChosen(new Map([...chosen, [row.file_hash, toTrash]]))}
                />
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
