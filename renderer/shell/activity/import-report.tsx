import { Drawer, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Job, JobItem } from '../../../shared/contract/jobs.ts'
import { isActive } from '../../../shared/contract/jobs.ts'
import { formatCount, formatWhen } from '../../../shared/units.ts'
import { api } from '../../client.ts'
import { Button } from '../../components/button.tsx'
import { jobName, resultLabel } from '../../components/jobs/job-labels.ts'
import styles from './import-report.module.css'
import { ReportItems } from './report-items.tsx'
import { saveLog } from './save-log.ts'
import { texts } from './texts.ts'

export interface Report {
  job: Job
  outcome: JobItem['outcome']
}

/** A dialog with the outcome of each file of a job. */
export function ImportReport({ report, onClose }: { report: Report; onClose(): void }) {
  const [outcome, setOutcome] = useState<JobItem['outcome']>(report.outcome)
  const job = useQuery(api.jobs.get.queryOptions({ input: { id: report.job.id }, initialData: report.job })).data
  const failed = { value: 'failed' as const, label: texts.failed(formatCount(job.failed)) }
  const moved = { value: 'moved' as const, label: texts.moved(formatCount(job.moved)) }
  const choices =
    job.kind === 'import'
      ? [
          failed,
          moved,
          { value: 'duplicate' as const, label: texts.alreadyInTheLibrary(formatCount(job.duplicates)) },
          { value: 'added' as const, label: texts.added(formatCount(job.added)) },
        ]
      : [
          failed,
          ...(job.moved > 0 ? [moved] : []),
          { value: 'cached' as const, label: texts.cached(formatCount(job.cached)) },
          { value: 'made' as const, label: texts.made(formatCount(job.made)) },
        ]
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={560}
      title={job.kind === 'import' ? texts.importOf(job.title) : jobName(job)}
      classNames={{ body: styles.body, content: styles.content }}
    >
      <p className={styles.when}>
        {isActive(job.state) ? texts.stillRunning : resultLabel(job)} · {formatWhen(job.created_at)} ·{' '}
        <Button variant="link" onClick={() => void saveLog(job)}>
          {texts.saveLog}
        </Button>
      </p>
      <SegmentedControl
        aria-label={texts.outcome}
        data={choices}
        value={outcome}
        onChange={(value) => setOutcome(value)}
        fullWidth
      />
      <ReportItems key={outcome} jobId={job.id} outcome={outcome} onLeave={onClose} />
    </Drawer>
  )
}
