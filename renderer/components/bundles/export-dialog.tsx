import { useQuery } from '@tanstack/react-query'
import { Download, Package } from 'lucide-react'
import { formatBytes, formatCount } from '../../../shared/units.ts'
import { api } from '../../client.ts'
import { closeBundleDialogs, type Exported, useBundleDialogs } from '../../state/bundle-dialogs.ts'
import { Button } from '../button.tsx'
import { Dialog, DialogFoot } from '../dialog.tsx'
import { ErrorLine } from '../error-state.tsx'
import { PathForm } from '../path-form.tsx'
import { exportBundle, pickBundle } from './bundle-jobs.ts'
import { contentsLabel } from './bundle-labels.ts'
import styles from './bundles.module.css'
import { texts } from './texts.ts'

/** The dialog that exports a selection, or all of the library, as a bundle. */
export function ExportDialog() {
  const exported = useBundleDialogs((dialogs) => dialogs.exported)
  if (!exported) return null
  return (
    <Dialog title={texts.export(exported.words)} size="lg" onClose={closeBundleDialogs}>
      <Contents {...exported} />
      <Targets {...exported} />
    </Dialog>
  )
}

function Contents({ selection }: Exported) {
  const { data, error, refetch } = useQuery(
    api.bundles.measure.queryOptions({ input: selection, gcTime: 0, staleTime: 0, retry: false }),
  )
  return (
    <>
      <p className={styles.total} role="status">
        {data ? `${formatCount(data.files, 'file')} · ${formatBytes(data.size_bytes)}` : !error && texts.countingFiles}
      </p>
      {data && <p className={styles.lead}>{contentsLabel(data.tables)}</p>}
      <ErrorLine error={error} onRetry={() => void refetch()} />
      <p className={styles.lead}>{texts.contentsText}</p>
    </>
  )
}

async function start(selection: Exported['selection'], path?: string): Promise<boolean> {
  const isStarted = await exportBundle(selection, path)
  if (isStarted) closeBundleDialogs()
  return isStarted
}

/** Buttons for the targets: the system's dialogs in the desktop window, elsewhere a download or a path. */
function Targets({ selection, words }: Exported) {
  const { data } = useQuery(api.library.get.queryOptions())
  const pick = async (dialog: 'new_zip' | 'new_folder') => {
    const path = await pickBundle(dialog, words.replaceAll(/[“”]/g, ''))
    if (path !== null) await start(selection, path)
  }
  if (data?.can.pick)
    return (
      <DialogFoot>
        <Button onClick={closeBundleDialogs}>{texts.cancel}</Button>
        <Button onClick={() => void pick('new_folder')}>{texts.toAFolder}</Button>
        <Button variant="primary" data-autofocus onClick={() => void pick('new_zip')}>
          {texts.toAZipFile}
        </Button>
      </DialogFoot>
    )
  return (
    <>
      {data?.can.paths && (
        <PathForm
          label={texts.pathOnTheLibrarys}
          placeholder={texts.targetsPlaceholder}
          icon={Package}
          action={texts.exportThere}
          onPath={(path) => start(selection, path)}
        />
      )}
      <DialogFoot>
        <Button onClick={closeBundleDialogs}>{texts.cancel}</Button>
        <Button variant="primary" icon={Download} data-autofocus onClick={() => void start(selection)}>
          {texts.download}
        </Button>
      </DialogFoot>
    </>
  )
}
