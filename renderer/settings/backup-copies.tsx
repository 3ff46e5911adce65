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

/** Number of copies that are listed before “Show all”. */
const few = 5

/** The copies of backups in another folder or in the bucket: set, made again after a failure, and restored. */
export function BackupCopies({ onRestore }: { onRestore: (copy: BackupCopy) => void }) {
  const { data, error, refetch } = useQuery(api.backups.copies.queryOptions())
  const [isEditing, setEditing] = useState(false)
  return (
    <section aria-labelledby="backup-copies" className={styles.sub}>
      <h3 id="backup-copies">Copies elsewhere</h3>
      {error && !data && <ErrorState title="Couldn’t load the copies" error={error} onRetry={() => void refetch()} />}
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
        <p>A disk that fails takes its backups along. Keep copies on another disk or in the library’s bucket.</p>
        <Button onClick={onEdit}>Copy backups elsewhere…</Button>
      </>
    )
  return (
    <>
      <p>{wordsOf(state)}</p>
      {!is_allowed && (
        <p role="alert">
          This library copies its backups to a place that you haven’t allowed on this computer. Allow it only if you
          know the place.
        </p>
      )}
      {failure && is_allowed && (
        <p role="alert">
          The last attempt failed ({formatWhenInline(failure.failed_at)}): {failure.reason} Rushes tries again each
          hour.
        </p>
      )}
      <Buttons>
        {is_allowed ? (
          <>
            <Button onClick={() => void copyNow()}>{failure ? 'Try again' : 'Copy now'}</Button>
            <Button onClick={onEdit}>Change…</Button>
          </>
        ) : (
          <Button variant="primary" onClick={() => void client.backups.setCopies(settings).catch(showError)}>
            Allow
          </Button>
        )}
        <Button
          variant="quiet"
          onClick={() => void client.backups.setCopies({ ...settings, to: 'nowhere' }).catch(showError)}
        >
          Stop copying
        </Button>
      </Buttons>
    </>
  )
}

function wordsOf({ settings: { to, folder, encryption }, passphrase }: CopyState): string {
  const how = {
    none: 'not encrypted',
    passphrase: 'encrypted with a passphrase',
    recipient: 'encrypted for a public key',
  }
  const missing = encryption === 'passphrase' && passphrase === null ? ', which this computer does not have' : ''
  return `${to === 'folder' ? folder : 'The library’s bucket'} · ${how[encryption]}${missing}`
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
        <ul className={styles.folders} aria-label="Copies of backups">
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
                label={`Restore the copy of ${formatWhenInline(copy.created_at)}…`}
                onClick={() => setFetching(copy)}
              />
              <IconButton
                icon={X}
                label={`Delete the copy of ${formatWhenInline(copy.created_at)}…`}
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
          Show all {items.length}
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
