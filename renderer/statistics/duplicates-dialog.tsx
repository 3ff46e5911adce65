import { useQueries } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useState } from 'react'
import { formatBytes, formatCount, formatWhen } from '../../shared/units.ts'
import { api } from '../client.ts'
import { ButtonLink } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { ErrorLine } from '../components/error-state.tsx'
import { fileName } from '../components/file-name.ts'
import styles from './statistics-page.module.css'
import { texts } from './texts.ts'

const pageSize = 100
const rowHeight = 44

/** The files that imports found to be in the library, with the take that has their bytes. */
export function DuplicatesDialog({ total, onClose }: { total: number; onClose: () => void }) {
  // The list is measured once it is on screen, in the dialog.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    overscan: 6,
  })
  const rows = virtualizer.getVirtualItems()
  const pages = [...new Set(rows.map(({ index }) => Math.floor(index / pageSize)))]
  const answers = useQueries({
    queries: pages.map((page) =>
      api.statistics.duplicates.queryOptions({ input: { offset: page * pageSize, limit: pageSize } }),
    ),
  })
  return (
    <Dialog title={formatCount(total, texts.duplicateAvoided, texts.duplicatesAvoided)} size={640} onClose={onClose}>
      <ErrorLine
        error={answers.find(({ error }) => error)?.error ?? null}
        onRetry={() => {
          for (const answer of answers) void answer.refetch()
        }}
      />
      <div ref={setScroller} className={styles.files} style={{ maxHeight: total * rowHeight }}>
        <ul style={{ height: virtualizer.getTotalSize() }}>
          {rows.map(({ index, start }) => {
            const file = answers[pages.indexOf(Math.floor(index / pageSize))]?.data?.items[index % pageSize]
            return (
              <li key={index} style={{ transform: `translateY(${start}px)` }}>
                {file && (
                  <>
                    <span title={file.path}>
                      {fileName(file.path)}
                      <small>
                        {formatWhen(file.imported_at)} · {formatBytes(file.size_bytes)}
                      </small>
                    </span>
                    {file.video_id !== null && file.name !== null && (
                      <ButtonLink
                        variant="quiet"
                        size="small"
                        to="/videos/$id"
                        params={{ id: file.video_id }}
                        aria-label={texts.openNamed(file.name)}
                      >
                        {texts.open}
                      </ButtonLink>
                    )}
                  </>
                )}
              </li>
            )
          })}
        </ul>
      </div>
    </Dialog>
  )
}
