import { useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import type { Token } from '../../shared/contract/tokens.ts'
import { type Scope, scopes } from '../../shared/scopes.ts'
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

const scopeNames: Record<Scope, string> = {
  read: texts.view,
  write: texts.viewAndChange,
  admin: texts.scopeNamesAdmin,
}

/** The tokens that let users and programs in, to create and revoke. */
export function Tokens() {
  const { data, error, refetch } = useQuery(api.tokens.list.queryOptions())
  const [isCreating, setCreating] = useState(false)
  const [created, setCreated] = useState<string>()
  const create = async (fields: FormData) => {
    const days = String(fields.get('days')).trim()
    const { token } = await client.tokens.create({
      user_id: String(fields.get('user_id')),
      scope: fields.get('scope') as Scope,
      expires_in_days: days === '' ? null : Number(days),
    })
    setCreated(token)
    await refetch()
  }
  const revoke = (id: string) => client.tokens.revoke({ id }).then(() => refetch(), showError)
  const valid = data?.filter(({ revoked_at }) => revoked_at === null) ?? []
  return (
    <section className={styles.part} aria-labelledby="tokens">
      <h2 id="tokens">{texts.tokens}</h2>
      <p>{texts.whatTokensDo}</p>
      <ErrorLine error={error} onRetry={() => void refetch()} />
      {valid.length > 0 && (
        <ul className={styles.folders} aria-label={texts.tokens}>
          {valid.map((token) => (
            <TokenRow key={token.id} token={token} onRevoke={() => void revoke(token.id)} />
          ))}
        </ul>
      )}
      {created && (
        <div role="status">
          <p>{texts.copyTokenNow}</p>
          <CopyText what="token" text={created} shown={`${created.slice(0, 24)}…`} />
        </div>
      )}
      {isCreating ? (
        <EditForm label={texts.newToken} action={texts.create} save={create} onClose={() => setCreating(false)}>
          <Field label={texts.user} hint={texts.tokensHint}>
            <input name="user_id" type="text" required maxLength={300} autoComplete="off" />
          </Field>
          <Field label={texts.scope}>
            <select name="scope" defaultValue="write">
              {scopes.map((scope) => (
                <option key={scope} value={scope}>
                  {scopeNames[scope]}
                </option>
              ))}
            </select>
          </Field>
          <Field label={texts.daysUntilItExpires} hint={texts.emptyItDoesNot}>
            <input name="days" type="number" min={1} max={3650} defaultValue={30} />
          </Field>
        </EditForm>
      ) : (
        <Button onClick={() => setCreating(true)}>{texts.createAToken}</Button>
      )}
    </section>
  )
}

function TokenRow({ token, onRevoke }: { token: Token; onRevoke: () => void }) {
  const { user_id, scope, expires_at } = token
  return (
    <li className={styles.folder}>
      <Icon of={KeyRound} size={16} />
      <span className={styles.words}>
        <span title={user_id}>{user_id}</span>
        <small>{scopeNames[scope]}</small>
      </span>
      <span className={styles.state}>
        {expires_at === null ? texts.doesNotExpire : texts.until(formatWhen(expires_at))}
      </span>
      <Button size="small" aria-label={texts.revokeTheTokenOf(user_id)} onClick={onRevoke}>
        {texts.revoke}
      </Button>
    </li>
  )
}
