import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Job, JobItem } from '../../shared/contract/jobs.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { useConnection } from '../state/live.ts'
import styles from './activity-bar.module.css'
import { ImportReport } from './import-report.tsx'
import { JobLine } from './job-line.tsx'
import { JobList } from './job-list.tsx'
import { UploadLine } from './upload-line.tsx'
import { useCurrentJob, useJobs } from './use-jobs.ts'

export interface Report {
  job: Job
  outcome: JobItem['outcome']
}

/** The foot of the window: what is going on, and what the library holds. */
export function ActivityBar() {
  const jobs = useJobs()
  const [putAway, setPutAway] = useState<ReadonlySet<string>>(new Set())
  const [report, setReport] = useState<Report | null>(null)
  const current = useCurrentJob(jobs, putAway)
  return (
    <footer className={styles.bar}>
      <UploadLine />
      {current && (
        <JobLine job={current} onReport={setReport} onPutAway={() => setPutAway(new Set([...putAway, current.id]))} />
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
  const { state } = useConnection()
  if (state !== 'lost') return null
  return (
    <span className={styles.bad} role="alert">
      The library does not answer; trying again
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
