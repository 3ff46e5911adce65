import type { LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { Button } from './button.tsx'
import styles from './path-form.module.css'

interface PathFormProps {
  label: string
  placeholder: string
  icon: LucideIcon
  /** Label of the button. */
  action: string
  isBusy?: boolean
  /** Returns whether the path was accepted; a rejected path stays in the field. */
  onPath: (path: string) => Promise<boolean>
}

/**
 * Asks for a path on the computer that runs the library. For browsers, where the system's file dialog tells no path.
 */
export function PathForm({ label, placeholder, icon, action, isBusy = false, onPath }: PathFormProps) {
  const [path, setPath] = useState('')
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void onPath(path.trim()).then((isTaken) => isTaken && setPath(''))
      }}
    >
      <input
        type="text"
        aria-label={label}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
      />
      <Button icon={icon} type="submit" disabled={isBusy || path.trim() === ''}>
        {action}
      </Button>
    </form>
  )
}
