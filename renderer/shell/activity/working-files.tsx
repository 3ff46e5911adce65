import { fileName } from '../../components/file-name.ts'
import { ProgressTrack } from '../../components/jobs/progress-track.tsx'
import { useWorking } from '../../state/working-files.ts'
import styles from './job-list.module.css'
import { texts } from './texts.ts'

/** Number of files shown; a computer with many cores works on more at a time. */
const mostShown = 4

/** Lists the files that a job is working on, each with its progress. */
export function WorkingFiles({ jobId }: { jobId: string }) {
  const files = useWorking(jobId)
  if (files.length === 0) return null
  const left = files.length - mostShown
  return (
    <ul className={styles.working} aria-label={texts.inProgress}>
      {files.slice(0, mostShown).map(({ path, fraction }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two uploads can have the same name
        <li key={`${index} ${path}`}>
          <span title={path}>{fileName(path)}</span>
          <ProgressTrack label={fileName(path)} part={fraction} />
        </li>
      ))}
      {left > 0 && <li>{texts.andMore(left)}</li>}
    </ul>
  )
}
