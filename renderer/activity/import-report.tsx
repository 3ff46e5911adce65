import { Drawer, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { JobItem } from '../../shared/contract/jobs.ts'
import { isActive } from '../../shared/contract/jobs.ts'
import { formatCount, formatWhen } from '../../shared/units.ts'
import { api } from '../client.ts'
import type { Report } from './activity-bar.tsx'
import styles from './import-report.module.css'
import { jobName, resultWords } from './job-words.ts'
import { ReportItems } from './report-items.tsx'
import { saveLog } from './save-log.ts'

/** What became of each file of an import, or of another job over files. */
export function ImportReport({ report, onClose }: { report: Report; onClose(): void }) {
  const [outcome, setOutcome] = useState<JobItem['outcome']>(report.outcome)
  const job = useQuery(api.jobs.get.queryOptions({ input: { id: report.job.id }, initialData: report.job })).data
  const failed = { value: 'failed' as const, label: `${formatCount(job.failed)} failed` }
  const choices =
    job.kind === 'import'
      ? [
          failed,
          { value: 'moved' as const, label: `${formatCount(job.moved)} moved` },
          { value: 'duplicate' as const, label: `${formatCount(job.duplicates)} already here` },
          { value: 'added' as const, label: `${formatCount(job.added)} added` },
        ]
      : [
          failed,
          { value: 'cached' as const, label: `${formatCount(job.cached)} cached` },
          { value: 'made' as const, label: `${formatCount(job.made)} made` },
        ]
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={560}
      title={job.kind === 'import' ? `Import of ${job.title}` : jobName(job)}
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{ body: styles.body, content: styles.content }}
    >
      <p className={styles.when}>
        {isActive(job.state) ? 'Still running' : resultWords(job)} · {formatWhen(job.created_at)} ·{' '}
        <button type="button" onClick={() => void saveLog(job)}>
          Save the log
        </button>
      </p>
      <SegmentedControl
        aria-label="Outcome"
        data={choices}
        value={outcome}
        onChange={(value) => setOutcome(value)}
        fullWidth
      />
      <ReportItems key={outcome} jobId={job.id} outcome={outcome} onLeave={onClose} />
    </Drawer>
  )
}
