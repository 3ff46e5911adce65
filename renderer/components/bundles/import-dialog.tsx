import { useQuery } from '@tanstack/react-query'
import { FileArchive, FolderOpen } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { BundlePreview } from '../../../shared/contract/bundles.ts'
import { formatBytes, formatCount } from '../../../shared/units.ts'
import { api } from '../../client.ts'
import {
  type BundleSource,
  closeBundleDialogs,
  openBundleImport,
  useBundleDialogs,
} from '../../state/bundle-dialogs.ts'
import { Button } from '../button.tsx'
import { Dialog, DialogFoot } from '../dialog.tsx'
import { errorMessage } from '../error-message.ts'
import { fileName } from '../file-name.ts'
import { chooseFiles } from '../import/choose-files.ts'
import { sendFile } from '../import/send-file.ts'
import { ProgressTrack } from '../jobs/progress-track.tsx'
import { PathForm } from '../path-form.tsx'
import { PreviewDialog } from '../preview-dialog.tsx'
import { importBundle, pickBundle } from './bundle-jobs.ts'
import { tableLabels } from './bundle-labels.ts'
import styles from './bundles.module.css'
import { type Answers, ConflictList } from './conflict-list.tsx'
import { texts } from './texts.ts'

/** The dialog that imports a bundle: asks for one, uploads it from a browser, and shows what would change. */
export function ImportDialog() {
  const source = useBundleDialogs((dialogs) => dialogs.source)
  if (source === null) return null
  if (source === 'ask') return <AskDialog />
  if ('path' in source) return <Preview source={source} name={fileName(source.path)} />
  return <Upload key={source.file.name} {...source} />
}

/** Asks for a bundle: with the system's dialogs in the desktop window; elsewhere by an upload or a path. */
function AskDialog() {
  const { data } = useQuery(api.library.get.queryOptions())
  const pick = async (dialog: 'zip' | 'folder') => {
    const path = await pickBundle(dialog)
    if (path !== null) openBundleImport({ path })
  }
  const choose = () =>
    data?.can.pick
      ? void pick('zip')
      : chooseFiles({ accept: '.zip' }, ([file]) => file && openBundleImport({ file } satisfies BundleSource))
  return (
    <Dialog title={texts.importABundle} size="lg" onClose={closeBundleDialogs}>
      <p className={styles.lead}>{texts.askDialogText}</p>
      {data?.can.paths && !data.can.pick && (
        <PathForm
          label={texts.pathOnTheLibrarys}
          placeholder={texts.askDialogPlaceholder}
          icon={FolderOpen}
          action={texts.open}
          onPath={async (path) => {
            openBundleImport({ path })
            return true
          }}
        />
      )}
      <DialogFoot>
        <Button onClick={closeBundleDialogs}>{texts.cancel}</Button>
        {data?.can.pick && <Button onClick={() => void pick('folder')}>{texts.chooseAFolder}</Button>}
        <Button variant="primary" icon={FileArchive} data-autofocus onClick={choose}>
          {texts.chooseAZipFile}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}

/** Uploads a bundle, then previews it. */
function Upload({ file }: { file: File }) {
  const [sent, setSent] = useState(0)
  const [fault, setFault] = useState<string>()
  const [upload, setUpload] = useState<string>()
  useEffect(() => {
    const stop = new AbortController()
    sendFile(file, { signal: stop.signal, onProgress: setSent }).then(setUpload, (error) => {
      if (!stop.signal.aborted) setFault(errorMessage(error))
    })
    return () => stop.abort()
  }, [file])
  if (upload !== undefined) return <Preview source={{ upload }} name={file.name} />
  return (
    <Dialog title={texts.importNamed(file.name)} size="lg" onClose={closeBundleDialogs}>
      {fault === undefined ? (
        <p className={styles.upload}>
          {texts.uploading}
          <ProgressTrack label={texts.uploading} part={file.size === 0 ? null : sent / file.size} />
          {formatBytes(sent)} {texts.ofLowercase} {formatBytes(file.size)}
        </p>
      ) : (
        <p className={styles.lead} role="alert">
          {fault}
        </p>
      )}
      <DialogFoot>
        <Button onClick={closeBundleDialogs}>{texts.cancel}</Button>
      </DialogFoot>
    </Dialog>
  )
}

function Preview({ source, name }: { source: { path: string } | { upload: string }; name: string }) {
  const [answers, setAnswers] = useState<Answers>({ conflicts: 'keep', decisions: {} })
  // The library changes, and each preview compares both.
  const { data, error } = useQuery(
    api.bundles.preview.queryOptions({ input: source, gcTime: 0, staleTime: 0, retry: false }),
  )
  return (
    <PreviewDialog
      title={texts.importNamed(name)}
      action={texts.importAction}
      isReady={data !== undefined}
      onClose={closeBundleDialogs}
      onApply={() => importBundle({ source, ...answers })}
    >
      {error && (
        <p className={styles.lead} role="alert">
          {errorMessage(error)}
        </p>
      )}
      {!data && !error && <p className={styles.lead}>{texts.comparingTheBundleWith}</p>}
      {data && <Changes preview={data} />}
      {data && data.conflicts.total > 0 && (
        <ConflictList conflicts={data.conflicts} answers={answers} onChange={setAnswers} />
      )}
    </PreviewDialog>
  )
}

/** Counts of what an import would add, and of what the library has already. */
function Changes({ preview }: { preview: BundlePreview }) {
  const byTable = new Map(preview.tables.map((table) => [table.table, table]))
  const rows = tableLabels.flatMap(([table, label]) => {
    const found = byTable.get(table)
    const here = found ? found.known + found.replaced : 0
    return found && found.taken + here > 0 ? [{ label, added: found.taken, here }] : []
  })
  return (
    <>
      <p className={styles.total}>
        {preview.new_files === 0
          ? texts.allFilesPresent
          : texts.newOf(
              formatCount(preview.new_files),
              formatCount(preview.files, 'file'),
              formatBytes(preview.new_bytes),
            )}
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">{texts.new}</th>
            <th scope="col">{texts.alreadyHere}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, added, here }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{formatCount(added)}</td>
              <td>{formatCount(here)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {preview.missing > 0 && (
        <p className={styles.lead}>{texts.filesWereMissing(formatCount(preview.missing, 'file'))}</p>
      )}
    </>
  )
}
