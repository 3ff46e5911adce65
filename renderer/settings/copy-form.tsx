import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CopySettings, CopyState } from '../../shared/contract/backups.ts'
import { api, client } from '../client.ts'
import { EditForm } from '../components/edit-form.tsx'
import { Field } from '../components/field.tsx'
import { texts } from './texts.ts'

const encryptionLabels: Record<CopySettings['encryption'], string> = {
  none: texts.none,
  passphrase: texts.withAPassphrase,
  recipient: texts.forAPublicKey,
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
    <EditForm label={texts.copiesOfBackups} save={save} onClose={onClose}>
      <Field label={texts.copyBackupsTo} isBeside>
        <select value={to} onChange={({ target }) => setTo(target.value === 'bucket' ? 'bucket' : 'folder')}>
          <option value="folder">{texts.anotherFolder}</option>
          <option value="bucket" disabled={!bucket?.settings}>
            {texts.theLibrarysBucket}
          </option>
        </select>
      </Field>
      {to === 'folder' && (
        <Field label={texts.folder} hint={texts.folderHint}>
          <input name="folder" type="text" required spellCheck={false} defaultValue={settings.folder ?? ''} />
        </Field>
      )}
      <Field label={texts.encryption} isBeside>
        <select value={encryption} onChange={({ target }) => setEncryption(target.value as CopySettings['encryption'])}>
          {Object.entries(encryptionLabels).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </Field>
      {encryption === 'passphrase' && can_save_passphrase && (
        <Field label={texts.passphrase} hint={texts.passphraseHint}>
          <input
            name="passphrase"
            type="password"
            required={passphrase === null}
            placeholder={passphrase === null ? '' : texts.saved}
            autoComplete="new-password"
          />
        </Field>
      )}
      {encryption === 'passphrase' && !can_save_passphrase && (
        <small>{passphrase === null ? texts.setPassphrase : texts.passphraseIsSet}</small>
      )}
      {encryption === 'recipient' && (
        <Field label={texts.publicKey} hint={texts.recipientHint}>
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
