import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleX } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { StorageSettings, StorageState } from '../../shared/contract/storage.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { ErrorState } from '../components/error-state.tsx'
import { Icon } from '../components/icon.tsx'
import { showError } from '../components/notice.tsx'
import { Buttons } from '../components/panel.tsx'
import { BucketForm, KeysForm } from './bucket-form.tsx'
import styles from './object-storage.module.css'
import parts from './settings-page.module.css'
import { texts } from './texts.ts'

/** The bucket of the library: where it is, what is in it, and a test of the connection. */
export function ObjectStorage() {
  const { data, error, refetch } = useQuery(api.storage.get.queryOptions())
  const [editing, setEditing] = useState<'bucket' | 'keys' | null>(null)
  const close = () => setEditing(null)
  return (
    <section className={parts.part} aria-labelledby="object-storage">
      <h2 id="object-storage">{texts.objectStorage}</h2>
      <p>{texts.objectStorageText}</p>
      {error && !data && (
        <ErrorState title={texts.couldntLoadTheStorage} error={error} onRetry={() => void refetch()} />
      )}
      {data && editing === 'bucket' && <BucketForm state={data} onClose={close} />}
      {data && editing === 'keys' && <KeysForm onClose={close} />}
      {data && editing === null && <Connection state={data} onEdit={setEditing} />}
    </section>
  )
}

function Connection({ state, onEdit }: { state: StorageState; onEdit: (part: 'bucket' | 'keys') => void }) {
  const { settings, is_allowed, can_save_keys, keys } = state
  if (!settings) return <Button onClick={() => onEdit('bucket')}>{texts.useABucket}</Button>
  return (
    <>
      <p>{wordsOf(state)}</p>
      {!is_allowed && <p role="alert">{texts.connectionText}</p>}
      <Buttons>
        {is_allowed ? (
          <Button onClick={() => onEdit('bucket')}>{texts.change}</Button>
        ) : (
          <Button variant="primary" onClick={() => void client.storage.set(settings).catch(showError)}>
            {texts.allow}
          </Button>
        )}
        {can_save_keys && (
          <Button onClick={() => onEdit('keys')}>{keys === 'keychain' ? texts.changeKeys : texts.saveKeys}</Button>
        )}
        <Button variant="quiet" onClick={() => void client.storage.remove().catch(showError)}>
          {texts.remove}
        </Button>
      </Buttons>
      {is_allowed && <ConnectionTest />}
    </>
  )
}

const sources = {
  keychain: texts.keysFromThisComputers,
  environment: texts.keysFromTheEnvironment,
  profile: texts.keysFromAwsCredentials,
} as const

function wordsOf({ settings, keys, videos, video_bytes, frames, frame_bytes }: StorageState): string {
  if (!settings) return ''
  const address = texts.bucketAt(
    settings.bucket + (settings.prefix && ` / ${settings.prefix}`),
    settings.endpoint ?? `AWS ${settings.region}`,
  )
  const source = keys ? sources[keys] : texts.noKeysFound
  const stored = [
    videos > 0 && `${formatCount(videos, 'take')} (${formatBytes(video_bytes)})`,
    frames > 0 && `${formatCount(frames, 'frame')} (${formatBytes(frame_bytes)})`,
  ].filter(Boolean)
  return [address, source, stored.length > 0 ? stored.join(', ') : 'empty', newInBucket(settings)]
    .filter(Boolean)
    .join(' · ')
}

/** Says which new things go to the bucket by themselves; empty if none. */
function newInBucket({ frames, videos, previews }: StorageSettings): string {
  const stored = [
    frames === 'bucket' && 'frames',
    videos === 'bucket' && 'takes',
    (videos === 'bucket' || previews === 'bucket') && 'previews',
  ].filter((each) => each !== false)
  if (stored.length === 0) return ''
  return texts.newGoThere(new Intl.ListFormat('en-GB').format(stored))
}

type Tested = Awaited<ReturnType<typeof client.storage.test>>

const stepNames: Record<Tested['steps'][number]['step'], string> = {
  keys: 'Keys found',
  list: texts.bucketFound,
  write: texts.writing,
  read: texts.reading,
  range: texts.readingARange,
  delete: texts.deleting,
}

function ConnectionTest() {
  const [tested, setTested] = useState<Tested | 'running'>()
  const test = (event: FormEvent) => {
    event.preventDefault()
    setTested('running')
    client.storage.test().then(setTested, (error) => {
      setTested(undefined)
      showError(error)
    })
  }
  return (
    <form onSubmit={test} className={styles.form}>
      <div role="status">
        {typeof tested === 'object' && (
          <ul className={styles.steps} aria-label={texts.connectionTest}>
            {tested.steps.map(({ step, ok, message }) => (
              <li key={step} data-failed={!ok || undefined}>
                <Icon of={ok ? CircleCheck : CircleX} size={15} />
                {ok ? stepNames[step] : message}
              </li>
            ))}
          </ul>
        )}
      </div>
      <Buttons>
        <Button type="submit" disabled={tested === 'running'}>
          {tested === 'running' ? texts.testing : texts.testConnection}
        </Button>
      </Buttons>
    </form>
  )
}
