import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { enterKey } from '../client.ts'
import { Button } from '../components/button.tsx'
import { errorMessage } from '../components/error-message.ts'
import { Icon } from '../components/icon.tsx'
import { reconnect, useConnection } from '../state/live.ts'
import styles from './library-notice.module.css'

/**
 * Asks below the top bar for the new key, when the server was started again while this page was open, or in the desktop
 * window for a token.
 */
export function KeyNotice() {
  const { state, reason } = useConnection()
  const [error, setError] = useState('')
  if (state !== 'refused') return null
  const isWindow = window.rushes !== undefined
  const what = isWindow ? 'Token' : 'Address or key'
  const connect = async (form: FormData) => {
    // The whole address can be pasted too.
    const key = String(form.get('key'))
      .replace(/^.*[?&]key=/, '')
      .trim()
    try {
      const refusal = await enterKey(key)
      setError(refusal ?? '')
      if (refusal === null) reconnect()
    } catch (failure) {
      setError(errorMessage(failure))
    }
  }
  return (
    <form action={connect} className={styles.notice} data-gone aria-label={isWindow ? 'Token' : 'New key'}>
      <Icon of={KeyRound} size={15} />
      <span className={styles.words}>
        <span role="alert">
          {isWindow
            ? error || errorMessage(reason)
            : `Rushes was started again and has a new key. Paste the address that “rushes serve” printed. ${error}`}
        </span>
        <input
          name="key"
          type={isWindow ? 'password' : 'text'}
          aria-label={what}
          placeholder={what}
          autoComplete="off"
          spellCheck={false}
          required
        />
        <Button type="submit">Connect</Button>
      </span>
    </form>
  )
}
