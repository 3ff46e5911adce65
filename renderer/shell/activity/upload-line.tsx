import { formatBytes, formatCount, formatTimeLeft } from '../../../shared/units.ts'
import { Button } from '../../components/button.tsx'
import { cancelUploads, forgetUploads, useUploads } from '../../components/import/uploads.ts'
import { useRate } from '../../components/jobs/progress-rate.ts'
import { ProgressTrack } from '../../components/jobs/progress-track.tsx'
import { showNotice } from '../../components/notice.tsx'
import styles from './activity-bar.module.css'
import { texts } from './texts.ts'

/** Progress of the uploads from this browser. */
export function UploadLine() {
  const uploads = useUploads()
  const rate = useRate('uploads', uploads.bytesDone)
  if (!uploads.isActive && uploads.failed.length === 0) return null
  const left = rate ? (uploads.bytes - uploads.bytesDone) / rate : null
  return (
    <div className={styles.line}>
      {uploads.isActive && (
        <>
          <span>{texts.uploading}</span>
          <ProgressTrack
            label={texts.uploading}
            part={uploads.bytes === 0 ? null : uploads.bytesDone / uploads.bytes}
          />
          <Button variant="quiet" size="small" onClick={cancelUploads}>
            {texts.cancel}
          </Button>
          <span className={styles.words}>
            {[
              texts.filesOf(formatCount(uploads.filesDone), formatCount(uploads.files, 'file')),
              texts.bytesOf(formatBytes(uploads.bytesDone), formatBytes(uploads.bytes)),
              left !== null && left > 1 && texts.left(formatTimeLeft(left)),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </>
      )}
      {uploads.failed.length > 0 && (
        <Button variant="quiet" size="small" className={styles.bad} onClick={showFailedUploads}>
          {texts.notSent(formatCount(uploads.failed.length))}
        </Button>
      )}
    </div>
  )
}

function showFailedUploads(): void {
  for (const { reason } of useUploads.getState().failed.slice(-3)) showNotice(reason, undefined, 'error')
  forgetUploads()
}
