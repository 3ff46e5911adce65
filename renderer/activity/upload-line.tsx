import { formatBytes, formatCount, formatTimeLeft } from '../../shared/units.ts'
import { showNotice } from '../components/notice.tsx'
import { cancelUploads, forgetUploads, useUploads } from '../import/uploads.ts'
import styles from './activity-bar.module.css'
import { ProgressTrack } from './progress-track.tsx'
import { useRate } from './use-rate.ts'

/** Files on their way from this browser to the library. */
export function UploadLine() {
  const uploads = useUploads()
  const rate = useRate('uploads', uploads.bytesDone)
  if (!uploads.isActive && uploads.failed.length === 0) return null
  const left = rate ? (uploads.bytes - uploads.bytesDone) / rate : null
  return (
    <div className={styles.line}>
      {uploads.isActive && (
        <>
          <span>Uploading</span>
          <ProgressTrack label="Uploading" part={uploads.bytes === 0 ? null : uploads.bytesDone / uploads.bytes} />
          <button type="button" className={styles.action} onClick={cancelUploads}>
            Cancel
          </button>
          <span className={styles.words}>
            {[
              `${formatCount(uploads.filesDone)} of ${formatCount(uploads.files, 'file')}`,
              `${formatBytes(uploads.bytesDone)} of ${formatBytes(uploads.bytes)}`,
              left !== null && left > 1 && `${formatTimeLeft(left)} left`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </>
      )}
      {uploads.failed.length > 0 && (
        <button type="button" className={`${styles.action} ${styles.bad}`} onClick={showFailedUploads}>
          {formatCount(uploads.failed.length)} not sent
        </button>
      )}
    </div>
  )
}

function showFailedUploads(): void {
  for (const { reason } of useUploads.getState().failed.slice(-3)) showNotice(reason, undefined, 'error')
  forgetUploads()
}
