import type { StorageSettings, StorageState } from '../../shared/contract/storage.ts'
import { client } from '../client.ts'
import { EditForm } from '../components/edit-form.tsx'
import { Field } from '../components/field.tsx'

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
    <EditForm label="Bucket" save={save} onClose={onClose}>
      <Field label="Bucket">
        <input name="bucket" type="text" required defaultValue={settings?.bucket} />
      </Field>
      <Field label="Endpoint" hint="Leave it empty for AWS.">
        <input
          name="endpoint"
          type="url"
          placeholder="https://s3.example.com"
          defaultValue={settings?.endpoint ?? ''}
        />
      </Field>
      <Field label="Region">
        <input name="region" type="text" placeholder="us-east-1" defaultValue={settings?.region} />
      </Field>
      <Field label="Prefix" hint="What all keys begin with, such as rushes/.">
        <input name="prefix" type="text" defaultValue={settings?.prefix} />
      </Field>
      <Field label="Profile of ~/.aws/credentials">
        <input name="profile" type="text" placeholder="Optional" defaultValue={settings?.profile ?? ''} />
      </Field>
      <Field label="Path-style addresses (MinIO, Garage, Ceph)" isBeside>
        <input name="path_style" type="checkbox" defaultChecked={settings?.path_style} />
      </Field>
      <StoreField label="Frames of new timelines" name="frames" settings={settings} bucket="In the bucket" />
      <StoreField label="New takes" name="videos" settings={settings} bucket="Also in the bucket" />
      <StoreField label="Previews of new takes" name="previews" settings={settings} bucket="Also in the bucket" />
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
        <option value="library">In the library’s folder</option>
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
    <EditForm label="Keys of the bucket" save={save} onClose={onClose}>
      <Field label="Access key">
        <input name="access_key_id" type="text" required autoComplete="off" spellCheck={false} />
      </Field>
      <Field label="Secret key" hint="Encrypted by this computer’s keychain, and never stored in the library.">
        <input name="secret_access_key" type="password" required autoComplete="off" />
      </Field>
    </EditForm>
  )
}
