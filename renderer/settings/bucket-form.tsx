import type { StorageSettings, StorageState } from '../../shared/contract/storage.ts'
import { client } from '../client.ts'
import { EditForm } from '../components/edit-form.tsx'
import { Field } from '../components/field.tsx'
import { texts } from './texts.ts'

/** The form for the bucket of the library. */
export function BucketForm({ state: { settings }, onClose }: { state: StorageState; onClose: () => void }) {
  const save = (fields: FormData) => {
    const text = (name: string) => String(fields.get(name) ?? '').trim()
    const store = (name: string) => (fields.get(name) === 'bucket' ? 'bucket' : 'library')
    return client.storage.set({
      bucket: text('bucket'),
      endpoint: text('endpoint') || null,
      region: text('region') || 'us-east-1',
      prefix: text('prefix'),
      profile: text('profile') || null,
      path_style: fields.get('path_style') === 'on',
      frames: store('frames'),
      videos: store('videos'),
      previews: store('previews'),
    })
  }
  return (
    <EditForm label={texts.bucket} save={save} onClose={onClose}>
      <Field label={texts.bucket}>
        <input name="bucket" type="text" required defaultValue={settings?.bucket} />
      </Field>
      <Field label={texts.endpoint} hint={texts.leaveItEmptyFor}>
        <input
          name="endpoint"
          type="url"
          placeholder="https://s3.example.com"
          defaultValue={settings?.endpoint ?? ''}
        />
      </Field>
      <Field label={texts.region}>
        <input name="region" type="text" placeholder="us-east-1" defaultValue={settings?.region} />
      </Field>
      <Field label={texts.prefix} hint={texts.bucketFormHint}>
        <input name="prefix" type="text" defaultValue={settings?.prefix} />
      </Field>
      <Field label={texts.profileOfAwsCredentials}>
        <input name="profile" type="text" placeholder={texts.optional} defaultValue={settings?.profile ?? ''} />
      </Field>
      <Field label={texts.pathStyleAddressesMinio} isBeside>
        <input name="path_style" type="checkbox" defaultChecked={settings?.path_style} />
      </Field>
      <StoreField label={texts.framesOfNewTimelines} name="frames" settings={settings} bucket={texts.inTheBucket} />
      <StoreField label={texts.newTakes} name="videos" settings={settings} bucket={texts.alsoInTheBucket} />
      <StoreField label={texts.previewsOfNewTakes} name="previews" settings={settings} bucket={texts.alsoInTheBucket} />
    </EditForm>
  )
}

interface StoreFieldProps {
  label: string
  name: 'frames' | 'videos' | 'previews'
  settings: StorageSettings | null
  /** The words for storage in the bucket. */
  bucket: string
}

function StoreField({ label, name, settings, bucket }: StoreFieldProps) {
  return (
    <Field label={label} isBeside>
      <select name={name} defaultValue={settings?.[name] ?? 'library'}>
        <option value="library">{texts.inTheLibrarysFolder}</option>
        <option value="bucket">{bucket}</option>
      </select>
    </Field>
  )
}

/** The form for the keys of the bucket, which the system's keychain encrypts. */
export function KeysForm({ onClose }: { onClose: () => void }) {
  const save = (fields: FormData) =>
    client.storage.saveKeys({
      keys: {
        access_key_id: String(fields.get('access_key_id')),
        secret_access_key: String(fields.get('secret_access_key')),
      },
    })
  return (
    <EditForm label={texts.keysOfTheBucket} save={save} onClose={onClose}>
      <Field label={texts.accessKey}>
        <input name="access_key_id" type="text" required autoComplete="off" spellCheck={false} />
      </Field>
      <Field label={texts.secretKey} hint={texts.keysFormHint}>
        <input name="secret_access_key" type="password" required autoComplete="off" />
      </Field>
    </EditForm>
  )
}
