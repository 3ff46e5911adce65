import { use, useState } from 'react'
import { Button } from '../components/button.tsx'
import { type KeyGroup, KeyGroupsContext } from '../components/key-groups.ts'
import { formatKeys, keysNow } from '../components/keys.ts'
import { TextFilter } from '../components/toolbar.tsx'
import { useView } from '../state/view.ts'
import styles from './keyboard.module.css'
import { KeyRow } from './keyboard-row.tsx'
import { texts } from './texts.ts'

/** All shortcuts by view, with a search; each can be changed and reset. */
export function Keyboard() {
  const groups = use(KeyGroupsContext)
  const [search, setSearch] = useState('')
  const [recorded, setRecorded] = useState<string>()
  const changed = Object.keys(useView(({ keys }) => keys)).length
  const found = findKeys(groups, search)
  return (
    <section className={styles.part} aria-labelledby="keyboard">
      <h2 id="keyboard">{texts.keyboard}</h2>
      <p>{texts.keyboardText}</p>
      <div className={styles.bar}>
        <TextFilter label={texts.searchShortcuts} value={search} onChange={setSearch} />
        <Button disabled={changed === 0} onClick={() => useView.setState({ keys: {} })}>
          {texts.resetAll}
        </Button>
      </div>
      {found.length === 0 && <p>{texts.noShortcutsMatch(search)}</p>}
      {found.length > 0 && (
        <div className={styles.groups}>
          {found.map(({ name, bindings }) => (
            <section key={name} aria-label={name}>
              <h3>{name}</h3>
              <ul>
                {bindings.map((binding) => (
                  <KeyRow
                    key={binding.id}
                    binding={binding}
                    isRecording={recorded === binding.id}
                    onRecord={(isOn) => setRecorded(isOn ? binding.id : undefined)}
                  />
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
    </section>
  )
}

/** Returns the groups with the bindings whose action, view or keys contain all words of a search. */
function findKeys(groups: readonly KeyGroup[], search: string): readonly KeyGroup[] {
  const wanted = search.toLowerCase().split(/\s+/)
  return groups.flatMap((group) => {
    const bindings = group.bindings.filter((binding) => {
      const text = `${group.name} ${binding.label} ${formatKeys(keysNow(binding))}`.toLowerCase()
      return wanted.every((word) => text.includes(word))
    })
    return bindings.length > 0 ? [{ ...group, bindings }] : []
  })
}
