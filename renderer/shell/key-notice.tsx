import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../components/button.tsx'
import { errorMessage } from '../components/error-message.ts'
import { Icon } from '../components/icon.tsx'
import { reconnect, useConnection } from '../state/live.ts'
import { enterKey } from './enter-key.ts'
import styles from './library-notice.module.css'
import { texts } from './texts.ts'

/**
 * Asks below the top bar for the new key, when the server was started again while this page was open, or in the desktop
 * window for a token.
 */
export function KeyNotice() {
  const { state, reason } = useConnection()
  const [error, setError] = useState('')
  if (state !== 'refused') return null
  const isWindow = window.rushes !== undefined
  const what = isWindow ? texts.token : texts.addressOrKey
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
    <form action={connect} className={styles.notice} data-gone aria-label={isWindow ? texts.token : texts.newKey}>
      <Icon of={KeyRound} size={15} />
      <span className={styles.words}>
        <span role="alert">{isWindow ? error || errorMessage(reason) : texts.keyNoticeText(error)}</span>
        <input
          name="key"
          type={isWindow ? 'password' : 'text'}
          aria-label={what}
          placeholder={what}
          autoComplete="off"
          spellCheck={false}
          required
        />
        <Button type="submit">{texts.connect}</Button>
      </span>
    </form>
  )
}
