import { useQuery } from '@tanstack/react-query'
import { formatCount } from '../../shared/units.ts'
import { useJobs } from '../activity/use-jobs.ts'
import { api, client } from '../client.ts'
import { showError } from '../components/notice.tsx'
import styles from './duplicates-page.module.css'

/** Starts the job that hashes takes which were not looked at yet. */
export function lookAtTakes(): void {
  client.duplicates.hash().catch(showError)
}

/** Says how many takes were not looked at yet, as they are in no group. */
export function HashingLine() {
  const { data } = useQuery(api.duplicates.status.queryOptions())
  const isRunning = useIsHashing()
  if (!data || data.due === 0) return null
  return (
    <p className={styles.due}>
      {isRunning
        ? `Looking at takes, ${formatCount(data.due)} to go; groups come as they are found.`
        : `${formatCount(data.due, 'take')} not looked at yet.`}
      {!isRunning && (
        <button type="button" onClick={lookAtTakes}>
          Look at them
        </button>
      )}
    </p>
  )
}

/** Whether a job is at it. */
export function useIsHashing(): boolean {
  return useJobs().some(({ kind, state }) => kind === 'perceptual_hash' && (state === 'running' || state === 'queued'))
}
