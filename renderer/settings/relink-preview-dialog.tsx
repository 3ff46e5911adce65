import { useQuery } from '@tanstack/react-query'
import type { RelinkPreview } from '../../shared/contract/folders.ts'
import { formatCount } from '../../shared/units.ts'
import { api, client } from '../client.ts'
import { ErrorLine } from '../components/error-state.tsx'
import { showError } from '../components/notice.tsx'
import { PreviewDialog } from '../components/preview-dialog.tsx'
import { followStarted } from '../state/started-jobs.ts'
import styles from './policy-preview-dialog.module.css'

interface RelinkPreviewDialogProps {
  from: string
  to: string
  onStarted: () => void
  onClose: () => void
}

/** Previews which files of a moved folder are found at its new path, and relinks them. */
export function RelinkPreviewDialog({ from, to, onStarted, onClose }: RelinkPreviewDialogProps) {
  const {
    data: preview,
    error,
    refetch,
  } = useQuery(
    // It must not show an earlier answer.
    api.folders.previewRelink.queryOptions({ input: { from, to }, gcTime: 0, retry: false }),
  )
  const start = async () => {
    try {
      followStarted(await client.folders.relink({ from, to }), [])
      onStarted()
      return true
    } catch (fault) {
      showError(fault)
      return false
    }
  }
  const found = preview?.found ?? 0
  return (
    <PreviewDialog
      title="Relink a folder"
      action={found > 0 ? `Relink ${formatCount(found, 'file')}` : 'Relink'}
      isReady={found > 0}
      onApply={start}
      onClose={onClose}
    >
      <ErrorLine error={error} onRetry={() => void refetch()} />
      {preview ? <Found preview={preview} /> : !error && <p className={styles.lead}>Comparing the two folders…</p>}
    </PreviewDialog>
  )
}

function Found({ preview }: { preview: RelinkPreview }) {
  const { files, found, different, missing, samples, watched_folders } = preview
  if (files === 0) return <p className={styles.lead}>The library has no files in the former folder.</p>
  return (
    <>
      <dl className={styles.sums}>
        <div>
          <dt>Found</dt>
          <dd>{formatCount(found)}</dd>
        </div>
        <div>
          <dt>Another file</dt>
          <dd>{formatCount(different)}</dd>
        </div>
        <div>
          <dt>Not found</dt>
          <dd>{formatCount(missing)}</dd>
        </div>
      </dl>
      <p className={styles.lead}>
        Each file is compared before it is relinked, and none is changed. The others keep their former paths. You can
        undo this.
        {watched_folders > 0 && ` ${formatCount(watched_folders, 'watched folder')} will be watched at the new path.`}
      </p>
      {samples.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs the focus
        <ul className={styles.list} aria-label="Not found, or another file" tabIndex={0}>
          {samples.map((path) => (
            <li key={path}>
              <span title={path}>{path}</span>
              <span />
            </li>
          ))}
          {different + missing > samples.length && (
            <li>
              <span>{formatCount(different + missing - samples.length, 'more file')}</span>
              <span />
            </li>
          )}
        </ul>
      )}
    </>
  )
}
