import type { LucideIcon } from 'lucide-react'
import { useState } from 'react'
import blank from './blank.module.css'
import { Icon } from './icon.tsx'
import styles from './path-form.module.css'

interface PathFormProps {
  label: string
  placeholder: string
  icon: LucideIcon
  /** What the button says. */
  action: string
  /** Answers whether the path was taken; one that was not stays in the field. */
  onPath: (path: string) => Promise<boolean>
}

/** Asks for a path on the computer of the library, in a browser, where no dialog of the system can tell one. */
export function PathForm({ label, placeholder, icon, action, onPath }: PathFormProps) {
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
      <button type="submit" className={blank.button} disabled={path.trim() === ''}>
        <Icon of={icon} />
        {action}
      </button>
    </form>
  )
}
