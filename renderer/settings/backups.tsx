import { useQuery } from '@tanstack/react-query'
import { Database, RotateCcw, X } from 'lucide-react'
import { useState } from 'react'
import { backupReasonLabels } from '../../shared/backup-names.ts'
import type { Backup } from '../../shared/contract/backups.ts'
import { formatBytes, formatWhen } from '../../shared/units.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { ErrorState } from '../components/error-state.tsx'
import { Icon } from '../components/icon.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { showError } from '../components/notice.tsx'
import { formatWhenInline } from '../components/relative-time.ts'
import { followStarted } from '../state/started-jobs.ts'
import { BackupCopies } from './backup-copies.tsx'
import { DeleteBackupDialog } from './delete-backup-dialog.tsx'
import { RestoreDialog } from './restore-dialog.tsx'
import styles from './settings-page.module.css'
import { texts } from './texts.ts'

/** Number of backups that are listed before “Show all”. */
const few = 5

/** The backups of the library's database: creates one, and restores one after a comparison. */
export function Backups() {
  const { data, error, refetch } = useQuery(api.backups.list.queryOptions())
  const [isAll, setAll] = useState(false)
  const [restoring, setRestoring] = useState<Backup>()
  const [deleting, setDeleting] = useState<Backup>()
  const items = data?.items ?? []
  return (
    <section className={styles.part} aria-labelledby="backups">
      <h2 id="backups">{texts.backups}</h2>
      <p>{texts.backupsText}</p>
      {error && !data && <ErrorState title={texts.couldntLoadBackups} error={error} onRetry={() => void refetch()} />}
      {items.length > 0 && (
        <ul className={styles.folders}>
          {(isAll ? items : items.slice(0, few)).map((backup) => (
            <li key={backup.name} className={styles.folder}>
              <Icon of={Database} size={16} />
              <span className={styles.words}>
                <span>{formatWhen(backup.created_at)}</span>
                <small title={backup.name}>{backupReasonLabels[backup.reason]}</small>
              </span>
              <span className={styles.state}>{formatBytes(backup.size_bytes)}</span>
              <IconButton
                icon={RotateCcw}
                label={texts.restoreTheBackupOf(formatWhenInline(backup.created_at))}
                onClick={() => setRestoring(backup)}
              />
              <IconButton
                icon={X}
                label={texts.deleteTheBackupOf(formatWhenInline(backup.created_at))}
                onClick={() => setDeleting(backup)}
              />
            </li>
          ))}
        </ul>
      )}
      <Button onClick={() => void createBackup()}>{texts.backUpNow}</Button>
      {!isAll && items.length > few && (
        <Button variant="quiet" onClick={() => setAll(true)}>
          {texts.showAll(items.length)}
        </Button>
      )}
      <BackupCopies onRestore={setRestoring} />
      {deleting && (
        <DeleteBackupDialog
          backup={deleting}
          from="library"
          onDeleted={() => void refetch()}
          onClose={() => setDeleting(undefined)}
        />
      )}
      {restoring && <RestoreDialog backup={restoring} onClose={() => setRestoring(undefined)} />}
    </section>
  )
}

async function createBackup(): Promise<void> {
  try {
    followStarted(await client.backups.create(), [])
  } catch (error) {
    showError(error)
  }
}
