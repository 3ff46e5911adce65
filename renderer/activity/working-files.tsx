import styles from './job-list.module.css'
import { ProgressTrack } from './progress-track.tsx'
import { useWorking } from './working.ts'

/** Computers with many cores work at more than anybody wants to read. */
const mostShown = 4

/** The files that a job is at right now, each with how much of it is done. */
export function WorkingFiles({ jobId }: { jobId: string }) {
  const files = useWorking(jobId)
  if (files.length === 0) return null
  const left = files.length - mostShown
  return (
    <ul className={styles.working} aria-label="Being worked at">
      {files.slice(0, mostShown).map(({ path, fraction }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two uploads may have one name
        <li key={`${index} ${path}`}>
          <span title={path}>{nameOf(path)}</span>
          <ProgressTrack label={nameOf(path)} part={fraction} />
        </li>
      ))}
      {left > 0 && <li>and {left} more</li>}
    </ul>
  )
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) || path
}
