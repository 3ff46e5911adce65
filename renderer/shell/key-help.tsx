import { Modal } from '@mantine/core'
import { create } from 'zustand'
import { formatKeys } from '../components/keys.ts'
import { keyGroups } from './key-groups.ts'
import styles from './key-help.module.css'

const useKeyHelp = create<{ isOpen: boolean }>(() => ({ isOpen: false }))

export function openKeyHelp(): void {
  useKeyHelp.setState({ isOpen: true })
}

/** Every key that does something, by where it does it. */
export function KeyHelp() {
  const { isOpen } = useKeyHelp()
  return (
    <Modal
      opened={isOpen}
      onClose={() => useKeyHelp.setState({ isOpen: false })}
      title="Keys"
      size={860}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={styles.groups}>
        {keyGroups.map(({ name, keys }) => (
          <section key={name}>
            <h3>{name}</h3>
            <dl>
              {keys.map(([chord, words]) => (
                <div key={chord}>
                  <dt>{words}</dt>
                  <dd>
                    <kbd>{formatKeys(chord)}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
