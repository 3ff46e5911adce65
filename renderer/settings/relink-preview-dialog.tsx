import { useQuery } from '@tanstack/react-query'
import type { RelinkPreview } from '../../shared/contract/folders.ts'
import { formatCount } from '../../shared/units.ts'
import { api, client } from '../client.ts'
import { ErrorLine } from '../components/error-state.tsx'
import { showError } from '../components/notice.tsx'
import { PreviewDialog } from '../components/preview-dialog.tsx'
import { followStarted } from '../state/started-jobs.ts'
import styles from './policy-preview-dialog.module.css'
import { texts } from './texts.ts'

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
      title={texts.relinkAFolder}
      action={found > 0 ? texts.relinkFiles(formatCount(found, 'file')) : texts.relinkAction}
      isReady={found > 0}
      onApply={start}
      onClose={onClose}
    >
      <ErrorLine error={error} onRetry={() => void refetch()} />
      {preview ? <Found preview={preview} /> : !error && <p className={styles.lead}>{texts.comparingTheTwoFolders}</p>}
    </PreviewDialog>
  )
}

function Found({ preview }: { preview: RelinkPreview }) {
  const { files, found, different, missing, samples, watched_folders } = preview
  if (files === 0) return <p className={styles.lead}>{texts.folderHasNone}</p>
  return (
    <>
      <dl className={styles.sums}>
        <div>
          <dt>{texts.found}</dt>
          <dd>{formatCount(found)}</dd>
        </div>
        <div>
          <dt>{texts.anotherFile}</dt>
          <dd>{formatCount(different)}</dd>
        </div>
        <div>
          <dt>{texts.notFound}</dt>
          <dd>{formatCount(missing)}</dd>
        </div>
      </dl>
      <p className={styles.lead}>
        {texts.whatRelinkDoes}
        {watched_folders > 0 && texts.watchedAtTheNewPath(formatCount(watched_folders, texts.watchedFolder))}
      </p>
      {samples.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs the focus
        <ul className={styles.list} aria-label={texts.notFoundOrAnother} tabIndex={0}>
          {samples.map((path) => (
            <li key={path}>
              <span title={path}>{path}</span>
              <span />
            </li>
          ))}
          {different + missing > samples.length && (
            <li>
              <span>{formatCount(different + missing - samples.length, texts.moreFile)}</span>
              <span />
            </li>
          )}
        </ul>
      )}
    </>
  )
}
