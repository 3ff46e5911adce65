import { useQuery } from '@tanstack/react-query'
import { HardDrive, Lock, RotateCcw, X } from 'lucide-react'
import { useState } from 'react'
import { backupReasonLabels } from '../../shared/backup-names.ts'
import type { BackupCopy, CopyState } from '../../shared/contract/backups.ts'
import { formatBytes, formatWhen } from '../../shared/units.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { errorMessage } from '../components/error-message.ts'
import { ErrorState } from '../components/error-state.tsx'
import { Icon } from '../components/icon.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { showError } from '../components/notice.tsx'
import { Buttons } from '../components/panel.tsx'
import { formatWhenInline } from '../components/relative-time.ts'
import { showJob } from '../state/live.ts'
import { CopyForm } from './copy-form.tsx'
import { DeleteBackupDialog } from './delete-backup-dialog.tsx'
import { FetchDialog } from './fetch-dialog.tsx'
import styles from './settings-page.module.css'
import { texts } from './texts.ts'

/** Number of copies that are listed before “Show all”. */
const few = 5

/** The copies of backups in another folder or in the bucket: set, made again after a failure, and restored. */
export function BackupCopies({ onRestore }: { onRestore: (copy: BackupCopy) => void }) {
  const { data, error, refetch } = useQuery(api.backups.copies.queryOptions())
  const [isEditing, setEditing] = useState(false)
  return (
    <section aria-labelledby="backup-copies" className={styles.sub}>
      <h3 id="backup-copies">{texts.copiesElsewhere}</h3>
      {error && !data && <ErrorState title={texts.couldntLoadTheCopies} error={error} onRetry={() => void refetch()} />}
      {data && isEditing && <CopyForm state={data} onClose={() => setEditing(false)} />}
      {data && !isEditing && <Place state={data} onEdit={() => setEditing(true)} />}
      {data && data.settings.to !== 'nowhere' && data.is_allowed && <Copies state={data} onRestore={onRestore} />}
    </section>
  )
}

function Place({ state, onEdit }: { state: CopyState; onEdit: () => void }) {
  const { settings, is_allowed, failure } = state
  if (settings.to === 'nowhere')
    return (
      <>
        <p>{texts.whyCopies}</p>
        <Button onClick={onEdit}>{texts.copyBackupsElsewhere}</Button>
      </>
    )
  return (
    <>
      <p>{wordsOf(state)}</p>
      {!is_allowed && <p role="alert">{texts.placeNotAllowed}</p>}
      {failure && is_allowed && (
        <p role="alert">{texts.lastAttemptFailed(formatWhenInline(failure.failed_at), failure.reason)}</p>
      )}
      <Buttons>
        {is_allowed ? (
          <>
            <Button onClick={() => void copyNow()}>{failure ? texts.tryAgain : texts.copyNow}</Button>
            <Button onClick={onEdit}>{texts.change}</Button>
          </>
        ) : (
          <Button variant="primary" onClick={() => void client.backups.setCopies(settings).catch(showError)}>
            {texts.allow}
          </Button>
        )}
        <Button
          variant="quiet"
          onClick={() => void client.backups.setCopies({ ...settings, to: 'nowhere' }).catch(showError)}
        >
          {texts.stopCopying}
        </Button>
      </Buttons>
    </>
  )
}

function wordsOf({ settings: { to, folder, encryption }, passphrase }: CopyState): string {
  const how = {
    none: texts.notEncrypted,
    passphrase: texts.encryptedWithAPassphrase,
    recipient: texts.encryptedForAPublic,
  }
  const missing = encryption === 'passphrase' && passphrase === null ? texts.wordsOfText : ''
  return `${to === 'folder' ? folder : texts.theLibrarysBucket} · ${how[encryption]}${missing}`
}

async function copyNow(): Promise<void> {
  try {
    showJob(await client.backups.copy())
  } catch (error) {
    showError(error)
  }
}

interface CopiesProps {
  state: CopyState
  onRestore: (copy: BackupCopy) => void
}

function Copies({ state: { passphrase, failure }, onRestore }: CopiesProps) {
  const { data, error, refetch } = useQuery(api.backups.listCopies.queryOptions({ retry: false }))
  const [isAll, setAll] = useState(false)
  const [fetching, setFetching] = useState<BackupCopy>()
  const [deleting, setDeleting] = useState<BackupCopy>()
  const items = data?.items ?? []
  return (
    <>
      {error && !failure && <p role="alert">{errorMessage(error)}</p>}
      {items.length > 0 && (
        <ul className={styles.folders} aria-label={texts.copiesOfBackups}>
          {(isAll ? items : items.slice(0, few)).map((copy) => (
            <li key={copy.name} className={styles.folder}>
              <Icon of={copy.is_encrypted ? Lock : HardDrive} size={16} />
              <span className={styles.words}>
                <span>{formatWhen(copy.created_at)}</span>
                <small title={copy.name}>
                  {backupReasonLabels[copy.reason]}
                  {copy.is_encrypted && ' · encrypted'}
                </small>
              </span>
              <span className={styles.state}>{formatBytes(copy.size_bytes)}</span>
              <IconButton
                icon={RotateCcw}
                label={texts.restoreTheCopyOf(formatWhenInline(copy.created_at))}
                onClick={() => setFetching(copy)}
              />
              <IconButton
                icon={X}
                label={texts.deleteTheCopyOf(formatWhenInline(copy.created_at))}
                onClick={() => setDeleting(copy)}
              />
            </li>
          ))}
        </ul>
      )}
      {deleting && (
        <DeleteBackupDialog
          backup={deleting}
          from="copies"
          onDeleted={() => void refetch()}
          onClose={() => setDeleting(undefined)}
        />
      )}
      {!isAll && items.length > few && (
        <Button variant="quiet" onClick={() => setAll(true)}>
          {texts.showAll(items.length)}
        </Button>
      )}
      {fetching && (
        <FetchDialog
          copy={fetching}
          hasPassphrase={passphrase !== null}
          onClose={() => setFetching(undefined)}
          onFetched={() => {
            setFetching(undefined)
            onRestore(fetching)
          }}
        />
      )}
    </>
  )
}
