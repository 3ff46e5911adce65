import { useQuery } from '@tanstack/react-query'
import { Trash2, Webhook as WebhookIcon } from 'lucide-react'
import { useState } from 'react'
import type { Webhook } from '../../shared/contract/webhooks.ts'
import { formatWhen } from '../../shared/units.ts'
import { api, client, queryClient } from '../client.ts'
import { ErrorState } from '../components/error-state.tsx'
import { Icon } from '../components/icon.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { showError } from '../components/notice.tsx'
import { PathForm } from '../components/path-form.tsx'
import { formatWhenInline } from '../components/relative-time.ts'
import styles from './settings-page.module.css'
import { texts } from './texts.ts'

/** Deliveries are no changes of the library, so no event announces them. */
const refreshMs = 2000

/** The addresses that the events of the library are sent to, with their last deliveries. */
export function Webhooks() {
  const { data, error, refetch } = useQuery(api.webhooks.list.queryOptions({ refetchInterval: refreshMs }))
  const [secret, setSecret] = useState<string>()
  const create = async (url: string) => {
    try {
      setSecret((await client.webhooks.create({ url })).secret)
      return true
    } catch (failure) {
      showError(failure)
      return false
    } finally {
      await refresh()
    }
  }
  return (
    <section className={styles.part} aria-labelledby="webhooks">
      <h2 id="webhooks">{texts.webhooks}</h2>
      <p>{texts.whatWebhooksDo}</p>
      {error && !data && <ErrorState title={texts.couldntLoadWebhooks} error={error} onRetry={() => void refetch()} />}
      {data && data.length > 0 && (
        <ul className={styles.folders}>
          {data.map((webhook) => (
            <WebhookRow key={webhook.id} webhook={webhook} />
          ))}
        </ul>
      )}
      {secret !== undefined && (
        <p role="status" className={styles.secret}>
          {texts.copySecretNow} <code>{secret}</code>
        </p>
      )}
      <PathForm
        label={texts.addressOfAWebhook}
        placeholder="https://example.com/hook"
        icon={WebhookIcon}
        action={texts.addWebhook}
        onPath={create}
      />
    </section>
  )
}

function WebhookRow({ webhook: { id, url, deliveries } }: { webhook: Webhook }) {
  const [last] = deliveries
  const remove = () => client.webhooks.remove({ id }).catch(showError).finally(refresh)
  return (
    <li className={styles.webhook}>
      <div className={styles.folder} data-off={(last?.error ?? null) !== null || undefined}>
        <Icon of={WebhookIcon} size={16} />
        <span className={styles.words}>
          <span title={url}>{url}</span>
          <small title={last?.error ?? undefined}>{last?.error ?? texts.signedWithItsSecret}</small>
        </span>
        <span className={styles.state}>{stateOf(last)}</span>
        <IconButton icon={Trash2} label={texts.removeWebhook(url)} onClick={() => void remove()} />
      </div>
      {deliveries.length > 0 && (
        <details className={styles.deliveries}>
          <summary>{texts.lastDeliveries}</summary>
          <ol>
            {deliveries.map(({ message_id, attempt, at, events, error }) => (
              <li key={`${message_id} ${attempt} ${at}`}>
                {formatWhen(at)} · {events === 1 ? '1 event' : texts.events(events)} {texts.attempt} {attempt} ·{' '}
                {error ?? texts.accepted}
              </li>
            ))}
          </ol>
        </details>
      )}
    </li>
  )
}

function stateOf(last: Webhook['deliveries'][number] | undefined): string {
  if (!last) return texts.nothingSentYet
  if (last.next_attempt_at !== null) return texts.failedNextAttempt(formatWhenInline(last.next_attempt_at))
  return texts.sent(formatWhenInline(last.at))
}

function refresh(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: api.webhooks.key() })
}
