import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { BackupCopy } from '../../shared/contract/backups.ts'
import { isActive } from '../../shared/contract/jobs.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { Dialog, DialogFoot } from '../components/dialog.tsx'
import { errorMessage } from '../components/error-message.ts'
import { Field } from '../components/field.tsx'
import { formatWhenInline } from '../components/relative-time.ts'
import { showJob } from '../state/live.ts'
import styles from './restore-dialog.module.css'
import { texts } from './texts.ts'

interface FetchDialogProps {
  copy: BackupCopy
  /** True if this computer has the passphrase. */
  hasPassphrase: boolean
  onFetched: () => void
  onClose: () => void
}

/** Fetches a copy of a backup back, with its passphrase or private key if it is encrypted. */
export function FetchDialog({ copy, hasPassphrase, onFetched, onClose }: FetchDialogProps) {
  const [jobId, setJobId] = useState<string>()
  const [fault, setFault] = useState<string>()
  const { data: job } = useQuery({
    ...api.jobs.get.queryOptions({ input: { id: jobId ?? '' } }),
    enabled: jobId !== undefined,
  })
  const isBusy = jobId !== undefined && (job === undefined || isActive(job.state))
  const fetchCopy = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const secret = String(new FormData(event.currentTarget).get('secret') ?? '')
    setFault(undefined)
    try {
      const started = await client.backups.fetch({ name: copy.name, ...(secret !== '' && { secret }) })
      showJob(started)
      setJobId(started.id)
    } catch (error) {
      setFault(errorMessage(error))
    }
  }
  const isDone = job?.state === 'done'
  const problem = fault ?? job?.error?.message
  return (
    <Dialog title={texts.restoreTheCopyTitle(formatWhenInline(copy.created_at))} size="lg" onClose={onClose}>
      <form onSubmit={(event) => void fetchCopy(event)}>
        <p className={styles.lead}>{texts.fetchDialogText}</p>
        {copy.is_encrypted && !isDone && (
          <Field label={texts.passphraseOrPrivateKey} hint={hasPassphrase ? texts.fetchDialogHint : undefined}>
            <input name="secret" type="password" required={!hasPassphrase} autoComplete="off" data-autofocus />
          </Field>
        )}
        {problem && !isBusy && (
          <p className={styles.lead} role="alert">
            {problem}
          </p>
        )}
        <DialogFoot>
          <Button type="button" onClick={onClose}>
            {texts.cancel}
          </Button>
          {isDone ? (
            <Button type="button" variant="primary" onClick={onFetched}>
              {texts.compare}
            </Button>
          ) : (
            <Button type="submit" variant="primary" disabled={isBusy}>
              {isBusy ? texts.fetching : texts.fetch}
            </Button>
          )}
        </DialogFoot>
      </form>
    </Dialog>
  )
}
