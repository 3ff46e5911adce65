import { useQueries, useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { JobItem } from '../../../shared/contract/jobs.ts'
import { api } from '../../client.ts'
import { Button } from '../../components/button.tsx'
import { errorMessage } from '../../components/error-message.ts'
import { fileName } from '../../components/file-name.ts'
import { useOpenTake } from '../../components/takes/open-take.ts'
import styles from './import-report.module.css'
import { texts } from './texts.ts'

const pageSize = 200

interface ReportItemsProps {
  jobId: string
  outcome: JobItem['outcome']
  onLeave(): void
}

const nothing: Record<JobItem['outcome'], string> = {
  failed: texts.noFailures,
  duplicate: texts.nothingDuplicate,
  moved: texts.noMovedFiles,
  added: texts.noFilesAdded,
  made: texts.nothingCreated,
  cached: texts.nothingFromTheCache,
}

function pageQuery(jobId: string, outcome: JobItem['outcome'], page: number) {
  return api.jobs.items.queryOptions({ input: { id: jobId, outcome, offset: page * pageSize, limit: pageSize } })
}

/** The files with one outcome, in pages that are loaded as they come into view. */
export function ReportItems({ jobId, outcome, onLeave }: ReportItemsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const open = useOpenTake()
  const first = useQuery(pageQuery(jobId, outcome, 0))
  const virtualizer = useVirtualizer({
    count: first.data?.total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => 46,
    overscan: 6,
  })
  const rows = virtualizer.getVirtualItems()
  const pages = [...new Set(rows.map((row) => Math.floor(row.index / pageSize)))]
  const answers = useQueries({ queries: pages.map((page) => pageQuery(jobId, outcome, page)) })
  if (first.error) return <p className={styles.when}>{errorMessage(first.error)}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs the focus
    <div ref={scroller} className={styles.items} tabIndex={0}>
      {first.data?.total === 0 && <p className={styles.when}>{nothing[outcome]}</p>}
      <ul style={{ height: virtualizer.getTotalSize() }}>
        {rows.map(({ index, key, start }) => {
          const page = pages.indexOf(Math.floor(index / pageSize))
          const item = answers[page]?.data?.items[index % pageSize]
          return (
            <li key={key} style={{ transform: `translateY(${start}px)` }}>
              {item && (
                <ReportItem
                  item={item}
                  onOpen={(id) => {
                    onLeave()
                    open(id)
                  }}
                />
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function ReportItem({ item, onOpen }: { item: JobItem; onOpen(id: string): void }) {
  const name = fileName(item.path)
  const { video_id: videoId } = item
  return (
    <>
      <span className={styles.name} title={item.path}>
        {name}
      </span>
      <span
        className={item.error ? styles.reason : styles.path}
        title={item.error?.detail ?? item.error?.message ?? item.path}
      >
        {item.error?.message ?? item.path}
      </span>
      {videoId && (
        <Button
          variant="quiet"
          size="small"
          className={styles.open}
          aria-label={texts.openNamed(name)}
          onClick={() => onOpen(videoId)}
        >
          {texts.open}
        </Button>
      )}
    </>
  )
}
