import { useQuery } from '@tanstack/react-query'
import type { Backup, BackupComparison, DatabaseContents } from '../../shared/contract/backups.ts'
import { formatCount } from '../../shared/units.ts'
import { api, client } from '../client.ts'
import { CopyText } from '../components/copy-text.tsx'
import { Dialog } from '../components/dialog.tsx'
import { ErrorLine } from '../components/error-state.tsx'
import { showError } from '../components/notice.tsx'
import { PreviewDialog } from '../components/preview-dialog.tsx'
import { quotedPath } from '../components/quoted-path.ts'
import { formatWhenInline } from '../components/relative-time.ts'
import styles from './restore-dialog.module.css'
import { texts } from './texts.ts'

const rows: readonly (readonly [name: string, key: keyof DatabaseContents])[] = [
  [texts.takes, 'videos'],
  [texts.images, 'images'],
  [texts.workflows, 'workflows'],
  [texts.runs, 'executions'],
  [texts.generationDetails, 'generations'],
]

/** Compares a backup with the library and restores it. Where that is not possible, says how the terminal does. */
export function RestoreDialog({ backup, onClose }: { backup: Backup; onClose: () => void }) {
  const {
    data: comparison,
    error,
    refetch,
  } = useQuery(
    // The library changes, and each comparison reads both.
    api.backups.compare.queryOptions({ input: { name: backup.name }, gcTime: 0, retry: false }),
  )
  const { data: library } = useQuery(api.library.get.queryOptions())
  const title = texts.restoreTheBackupTitle(formatWhenInline(backup.created_at))
  const contents = (
    <>
      <ErrorLine error={error} onRetry={() => void refetch()} />
      {comparison ? <Comparison {...comparison} /> : !error && <p className={styles.lead}>{texts.checkingTheBackup}</p>}
    </>
  )
  if (library?.can.restore === false)
    return (
      <Dialog title={title} size="lg" onClose={onClose}>
        {contents}
        <p className={styles.lead}>{texts.restoreDialogText}</p>
        <CopyText
          what={texts.theCommand}
          text={texts.rushesBackupRestoreYes(backup.name, quotedPath(library?.folder ?? ''))}
        />
      </Dialog>
    )
  return (
    <PreviewDialog
      title={title}
      action={texts.restoreAndRestart}
      isReady={comparison !== undefined}
      onClose={onClose}
      onApply={() => restore(backup.name)}
    >
      {contents}
    </PreviewDialog>
  )
}

async function restore(name: string): Promise<boolean> {
  try {
    await client.backups.restore({ name })
    return true
  } catch (error) {
    showError(error)
    return false
  }
}

function Comparison({ backup, library, only_in_library, only_in_backup, later_changes }: BackupComparison) {
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">{texts.inTheBackup}</th>
            <th scope="col">{texts.now}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, key]) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td>{formatCount(backup[key])}</td>
              <td>{formatCount(library[key])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.lead}>
        {only_in_library > 0 ? texts.takesLeave(formatCount(only_in_library, 'take')) : texts.noTakeWouldLeave}
        {later_changes > 0 && texts.changesLost(formatCount(later_changes, 'change'))}
        {only_in_backup > 0 && texts.wouldComeBack(formatCount(only_in_backup, 'take'))}
        {texts.presentIsKept}
      </p>
    </>
  )
}
