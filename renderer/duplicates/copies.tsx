import { useVirtualizer } from '@tanstack/react-virtual'
import { Copy } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Copied } from '../../shared/contract/duplicates.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import blank from '../components/blank.module.css'
import { errorWords } from '../components/error-words.ts'
import { Icon } from '../components/icon.tsx'
import { PosterLink } from '../components/poster-link.tsx'
import { Trouble } from '../components/trouble.tsx'
import { useOpenTake } from '../library/filter.ts'
import { type Rows, useRows } from '../rows/use-rows.ts'
import styles from './copies.module.css'
import { DeskHint } from './desk-hint.tsx'
import { DuplicatesBar } from './duplicates-bar.tsx'

/** Contents that lie at several places, with all of them; the library keeps each once, whatever its places. */
export function Copies() {
  const [range, setRange] = useState({ first: 0, end: 0 })
  const rows = useRows<Copied>(
    (offset, limit) => api.duplicates.exact.queryOptions({ input: { offset, limit } }),
    range,
  )
  const onRange = useCallback((first: number, end: number) => setRange({ first, end }), [])
  const words = rows.total === undefined ? '' : `${formatCount(rows.total)} at several places`
  return (
    <>
      <DuplicatesBar words={words} />
      <DeskHint title="Same content">
        The same bytes at several places. The library keeps such a content once, with all its places; the one in bright
        letters is played.
      </DeskHint>
      {rows.total === undefined && rows.error ? (
        <Trouble title="The copies could not be read" message={errorWords(rows.error)} onRetry={rows.retry} />
      ) : rows.total === 0 ? (
        <div className={blank.blank}>
          <span className={blank.mark}>
            <Icon of={Copy} size={22} />
          </span>
          <h2>Nothing lies at two places</h2>
          <p>When the same content is found at another path, it is noted here as a second place, and stored once.</p>
        </div>
      ) : (
        <CopyList rows={rows} onRange={onRange} />
      )}
    </>
  )
}

function CopyList({ rows, onRange }: { rows: Rows<Copied>; onRange: (first: number, end: number) => void }) {
  const scroller = useRef<HTMLDivElement>(null)
  const open = useOpenTake()
  const virtualizer = useVirtualizer({
    count: rows.total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => 84,
    overscan: 6,
  })
  const items = virtualizer.getVirtualItems()
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
  useEffect(() => onRange(first, last + 1), [first, last, onRange])
  return (
    <div ref={scroller} className={styles.scroller}>
      <ul className={styles.list} aria-label="Same content" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows.at(index)
          return (
            <li
              key={index}
              ref={virtualizer.measureElement}
              data-index={index}
              style={{ transform: `translateY(${start}px)` }}
            >
              <span className={styles.poster}>
                {row && (
                  <PosterLink video={row.video} label={`Open ${row.video.name}`} onOpen={() => open(row.video.id)} />
                )}
              </span>
              <div>
                <strong>{row?.video.name ?? 'Not read yet'}</strong>
                {row && (
                  <small>{`${formatBytes(row.video.size_bytes)}, ${formatCount(row.locations.length)} places`}</small>
                )}
                {row?.locations.map(({ path }) => (
                  <span key={path} data-plays={path === row.video.file_path || undefined}>
                    {path}
                  </span>
                ))}
              </div>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
