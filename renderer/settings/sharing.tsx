import { useQuery } from '@tanstack/react-query'
import { MonitorSmartphone } from 'lucide-react'
import { useState } from 'react'
import type { Sharing as SharingState } from '../../shared/contract/sharing.ts'
import { formatWhen } from '../../shared/units.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { CopyText } from '../components/copy-text.tsx'
import { EditForm } from '../components/edit-form.tsx'
import { ErrorLine } from '../components/error-state.tsx'
import { Field } from '../components/field.tsx'
import { Icon } from '../components/icon.tsx'
import { showError } from '../components/notice.tsx'
import styles from './settings-page.module.css'
import { texts } from './texts.ts'

/** Shares the library of the desktop window until it quits. */
export function Sharing() {
  const { data, error, refetch } = useQuery(api.sharing.get.queryOptions())
  const [isEditing, setEditing] = useState(false)
  return (
    <section className={styles.part} aria-labelledby="sharing">
      <h2 id="sharing">{texts.sharing}</h2>
      <p>{texts.sharingText}</p>
      <ErrorLine error={error} onRetry={() => void refetch()} />
      {data?.url && <Shared state={data} />}
      {data?.url === null && isEditing && <SharingForm onClose={() => setEditing(false)} />}
      {data?.url === null && !isEditing && <Button onClick={() => setEditing(true)}>{texts.shareThisLibrary}</Button>}
    </section>
  )
}

function Shared({ state: { url, link, callers } }: { state: SharingState }) {
  return (
    <>
      <p>{texts.sharedAt}</p>
      <CopyText what="address" text={url ?? ''} />
      {link && (
        <>
          <p>{texts.sharedText}</p>
          <CopyText what={texts.addressWithTheKey} text={link} shown={`${url}/?key=…`} />
        </>
      )}
      <p role="status">{callers.length === 0 ? texts.noConnections : texts.connectedNow}</p>
      {callers.length > 0 && (
        <ul className={styles.folders} aria-label={texts.connected}>
          {callers.map(({ user_id, address, since }) => (
            <li key={`${user_id} ${address}`} className={styles.folder}>
              <Icon of={MonitorSmartphone} size={16} />
              <span className={styles.words}>
                <span>{user_id ?? texts.browserWithTheKey}</span>
                <small>{address}</small>
              </span>
              <span className={styles.state}>{formatWhen(since)}</span>
            </li>
          ))}
        </ul>
      )}
      <Button onClick={() => void client.sharing.stop().catch(showError)}>{texts.stopSharing}</Button>
    </>
  )
}

function SharingForm({ onClose }: { onClose: () => void }) {
  const share = (fields: FormData) => {
    const text = (name: string) => String(fields.get(name) ?? '').trim() || null
    const port = text('port')
    return client.sharing.start({
      host: text('host'),
      port: port === null ? null : Number(port),
      tls_cert: text('tls_cert'),
      tls_key: text('tls_key'),
      behind_proxy: fields.get('behind_proxy') === 'on',
    })
  }
  return (
    <EditForm label={texts.sharing} action={texts.share} save={share} onClose={onClose}>
      <Field label={texts.address} hint={texts.addressHint}>
        <input name="host" type="text" placeholder={texts.thisComputerOnly} autoComplete="off" spellCheck={false} />
      </Field>
      <Field label={texts.port} hint={texts.portHint}>
        <input name="port" type="number" min={0} max={65535} placeholder="4317" />
      </Field>
      <Field label={texts.certificatePemFile}>
        <input name="tls_cert" type="text" placeholder="/path/to/cert.pem" autoComplete="off" spellCheck={false} />
      </Field>
      <Field label={texts.privateKeyPemFile}>
        <input name="tls_key" type="text" placeholder="/path/to/key.pem" autoComplete="off" spellCheck={false} />
      </Field>
      <Field label={texts.sharingFormLabel} isBeside>
        <input name="behind_proxy" type="checkbox" />
      </Field>
    </EditForm>
  )
}
