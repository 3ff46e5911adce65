import { ORPCError } from '@orpc/client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatBytes, formatCount } from '../../../shared/units.ts'
import { api } from '../../client.ts'
import { useCurrentJob, useJobs } from '../../components/jobs/use-jobs.ts'
import { useConnection } from '../../state/live.ts'
import styles from './activity-bar.module.css'
import { ImportReport, type Report } from './import-report.tsx'
import { JobLine } from './job-line.tsx'
import { JobList } from './job-list.tsx'
import { texts } from './texts.ts'
import { UploadLine } from './upload-line.tsx'

/** The bar at the bottom of the window: uploads, the current job, and totals of the library. */
export function ActivityBar() {
  const jobs = useJobs()
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set())
  const [report, setReport] = useState<Report | null>(null)
  const current = useCurrentJob(jobs, dismissed)
  return (
    <footer className={styles.bar}>
      <UploadLine />
      {current && (
        <JobLine
          job={current}
          onReport={setReport}
          onDismiss={() => setDismissed(new Set([...dismissed, current.id]))}
        />
      )}
      <span className={styles.space} />
      <Connection />
      <JobList jobs={jobs} onReport={setReport} />
      <Totals />
      {report && <ImportReport key={report.job.id} report={report} onClose={() => setReport(null)} />}
    </footer>
  )
}

function Connection() {
  const { state, reason } = useConnection()
  if (state !== 'lost') return null
  // A browser knows no more than that; the desktop window says what is wrong.
  const words = reason instanceof ORPCError ? reason.message : texts.disconnected
  return (
    <span className={styles.bad} role="alert" title={words}>
      {texts.reconnecting(words)}
    </span>
  )
}

function Totals() {
  const { data } = useQuery(api.library.get.queryOptions())
  if (!data) return null
  return (
    <span className={styles.totals}>
      {formatCount(data.videos, 'take')} · {formatBytes(data.size_bytes)}
    </span>
  )
}
