import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CopySettings, CopyState } from '../../shared/contract/backups.ts'
import { api, client } from '../client.ts'
import { EditForm } from '../components/edit-form.tsx'
import { Field } from '../components/field.tsx'

const encryptionLabels: Record<CopySettings['encryption'], string> = {
  none: 'None',
  passphrase: 'With a passphrase',
  recipient: 'For a public key (age)',
}

/** The form for the other place of backups, and their encryption. */
export function CopyForm({ state, onClose }: { state: CopyState; onClose: () => void }) {
  const { settings, passphrase, can_save_passphrase } = state
  const { data: bucket } = useQuery(api.storage.get.queryOptions())
  const [to, setTo] = useState(settings.to === 'nowhere' ? 'folder' : settings.to)
  const [encryption, setEncryption] = useState(settings.encryption)
  const save = async (fields: FormData) => {
    const text = (name: string) => String(fields.get(name) ?? '')
    const folder = to === 'folder' ? text('folder').trim() : settings.folder
    const recipient = encryption === 'recipient' ? text('recipient').trim() : settings.recipient
    if (text('passphrase') !== '') await client.backups.savePassphrase({ passphrase: text('passphrase') })
    await client.backups.setCopies({ to, folder: folder || null, encryption, recipient: recipient || null })
  }
  return (
    <EditForm label="Copies of backups" save={save} onClose={onClose}>
      <Field label="Copy backups to" isBeside>
        <select value={to} onChange={({ target }) => setTo(target.value === 'bucket' ? 'bucket' : 'folder')}>
          <option value="folder">Another folder</option>
          <option value="bucket" disabled={!bucket?.settings}>
            The library’s bucket
          </option>
        </select>
      </Field>
      {to === 'folder' && (
        <Field label="Folder" hint="On another disk, best of all. It must exist.">
          <input name="folder" type="text" required spellCheck={false} defaultValue={settings.folder ?? ''} />
        </Field>
      )}
      <Field label="Encryption" isBeside>
        <select value={encryption} onChange={({ target }) => setEncryption(target.value as CopySettings['encryption'])}>
          {Object.entries(encryptionLabels).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </Field>
      {encryption === 'passphrase' && can_save_passphrase && (
        <Field
          label="Passphrase"
          hint="Encrypted by this computer’s keychain, and never stored in the library. Without it, copies can’t be opened: write it down elsewhere."
        >
          <input
            name="passphrase"
            type="password"
            required={passphrase === null}
            placeholder={passphrase === null ? '' : 'Saved'}
            autoComplete="new-password"
          />
        </Field>
      )}
      {encryption === 'passphrase' && !can_save_passphrase && (
        <small>
          {passphrase === null
            ? 'Set RUSHES_BACKUP_PASSPHRASE where Rushes runs, then start it again.'
            : 'The passphrase is that of RUSHES_BACKUP_PASSPHRASE where Rushes runs.'}
        </small>
      )}
      {encryption === 'recipient' && (
        <Field
          label="Public key"
          hint="Its private key opens the copies; Rushes doesn’t need it before you restore one."
        >
          <input
            name="recipient"
            type="text"
            required
            spellCheck={false}
            placeholder="age1…"
            defaultValue={settings.recipient ?? ''}
          />
        </Field>
      )}
    </EditForm>
  )
}
