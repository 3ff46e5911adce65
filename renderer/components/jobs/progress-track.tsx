import styles from './progress-track.module.css'

interface ProgressTrackProps {
  label: string
  /** From 0 to 1; null while the total is unknown. */
  part: number | null
}

export function ProgressTrack({ label, part }: ProgressTrackProps) {
  const percent = part === null ? undefined : Math.round(part * 100)
  return (
    <span
      className={styles.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      data-unknown={part === null || undefined}
    >
      <i style={part === null ? undefined : { transform: `scaleX(${part})` }} />
    </span>
  )
}
