import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { reopenWithKey } from '../client.ts'
import { Button } from '../components/button.tsx'
import { errorMessage } from '../components/error-message.ts'
import { Icon } from '../components/icon.tsx'
import { useConnection } from '../state/live.ts'
import styles from './library-notice.module.css'

/** Asks for the new key, below the top bar, when the server was started again while this page was open. */
export function KeyNotice() {
  const isRefused = useConnection(({ state }) => state === 'refused')
  const [error, setError] = useState('')
  if (!isRefused) return null
  const connect = async (form: FormData) => {
    // The whole address can be pasted too.
    const key = String(form.get('key'))
      .replace(/^.*[?&]key=/, '')
      .trim()
    try {
      if (!(await reopenWithKey(key))) setError('This key is not that of the running server.')
    } catch (failure) {
      setError(errorMessage(failure))
    }
  }
  return (
    <form action={connect} className={styles.notice} data-gone aria-label="New key">
      <Icon of={KeyRound} size={15} />
      <span className={styles.words}>
        <span role="alert">
          Rushes was started again and has a new key. Paste the address that “rushes serve” printed. {error}
        </span>
        <input
          name="key"
          type="text"
          aria-label="Address or key"
          placeholder="Address or key"
          autoComplete="off"
          spellCheck={false}
          required
        />
        <Button type="submit">Connect</Button>
      </span>
    </form>
  )
}
