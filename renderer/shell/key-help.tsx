import { create } from 'zustand'
import { Dialog } from '../components/dialog.tsx'
import { formatKeys } from '../components/keys.ts'
import type { KeyGroup } from './key-groups.ts'
import styles from './key-help.module.css'

const useKeyHelp = create<{ isOpen: boolean }>(() => ({ isOpen: false }))

export function openKeyHelp(): void {
  useKeyHelp.setState({ isOpen: true })
}

/** A dialog with all keys, grouped by view. */
export function KeyHelp({ groups }: { groups: readonly KeyGroup[] }) {
  const { isOpen } = useKeyHelp()
  return (
    <Dialog
      isOpen={isOpen}
      title="Keyboard shortcuts"
      size={860}
      onClose={() => useKeyHelp.setState({ isOpen: false })}
    >
      <div className={styles.groups}>
        {groups.map(({ name, bindings }) => (
          <section key={name}>
            <h3>{name}</h3>
            <dl>
              {bindings.map(({ keys, label }) => (
                <div key={keys}>
                  <dt>{label}</dt>
                  <dd>
                    <kbd>{formatKeys(keys)}</kbd>
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
