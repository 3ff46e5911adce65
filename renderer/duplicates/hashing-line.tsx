import { useQuery } from '@tanstack/react-query'
import { isActive } from '../../shared/contract/jobs.ts'
import { formatCount } from '../../shared/units.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { useJobs } from '../components/jobs/use-jobs.ts'
import { showError } from '../components/notice.tsx'
import styles from './duplicates-page.module.css'
import { texts } from './texts.ts'

/** Starts the similarity scan, which hashes takes that have no perceptual hash yet. */
export function scanLibrary(): void {
  client.duplicates.hash().catch(showError)
}

/** Counts the takes that were not scanned, because they cannot be in any group. */
export function HashingLine() {
  const { data } = useQuery(api.duplicates.status.queryOptions())
  const isRunning = useIsHashing()
  if (!data || data.due === 0) return null
  return (
    <p className={styles.due}>
      {isRunning ? texts.hashingLineText(formatCount(data.due)) : texts.notScanned(formatCount(data.due, 'take'))}
      {!isRunning && (
        <Button variant="link" onClick={scanLibrary}>
          {texts.scanNow}
        </Button>
      )}
    </p>
  )
}

/** Returns whether a similarity scan is running or queued. */
export function useIsHashing(): boolean {
  return useJobs().some(({ kind, state }) => kind === 'perceptual_hash' && isActive(state))
}
