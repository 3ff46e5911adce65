import { Link } from '@tanstack/react-router'
import { use } from 'react'
import { create } from 'zustand'
import { Dialog } from '../components/dialog.tsx'
import { KeyGroupsContext } from '../components/key-groups.ts'
import { Shortcut } from '../components/shortcut.tsx'
import styles from './key-help.module.css'
import { texts } from './texts.ts'

const useKeyHelp = create<{ isOpen: boolean }>(() => ({ isOpen: false }))

export function openKeyHelp(): void {
  useKeyHelp.setState({ isOpen: true })
}

/** A dialog with all keys, grouped by view. */
export function KeyHelp() {
  const groups = use(KeyGroupsContext)
  const { isOpen } = useKeyHelp()
  const close = () => useKeyHelp.setState({ isOpen: false })
  return (
    <Dialog isOpen={isOpen} title={texts.keyboardShortcuts} size={860} onClose={close}>
      <p className={styles.change}>
        {texts.changeThemInThe}{' '}
        <Link to="/settings" search={{}} hash="keyboard" onClick={close}>
          {texts.settingsLowercase}
        </Link>
        .
      </p>
      <div className={styles.groups}>
        {groups.map(({ name, bindings }) => (
          <section key={name}>
            <h3>{name}</h3>
            <dl>
              {bindings.map(({ id, label }) => (
                <div key={id}>
                  <dt>{label}</dt>
                  <dd>
                    <Shortcut id={id} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
