import { RotateCcw } from 'lucide-react'
import { type KeyboardEvent, use, useState } from 'react'
import { Button } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { findConflict, KeyGroupsContext, type ListedKeys } from '../components/key-groups.ts'
import { formatKeys, keysNow, keysOf } from '../components/keys.ts'
import { chooseKeys, useView } from '../state/view.ts'
import styles from './keyboard.module.css'
import { texts } from './texts.ts'

const modifiers = ['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Dead', 'Process', 'Unidentified']

interface KeyRowProps {
  binding: ListedKeys
  isRecording: boolean
  onRecord: (isOn: boolean) => void
}

/** An action with its keys. A press of them records others; a key that is taken is named before it is saved. */
export function KeyRow({ binding, isRecording, onRecord }: KeyRowProps) {
  const { id, label, keys: usual, isFixed } = binding
  const groups = use(KeyGroupsContext)
  const chosen = useView(({ keys }) => keys[id])
  const [wanted, setWanted] = useState<string>()
  const now = keysNow(binding)
  const taken = wanted === undefined ? undefined : findConflict(groups, id, wanted)
  // Keys that this binding got from another one, which got them back since.
  const doubled = chosen ? findConflict(groups, id, chosen) : undefined
  const save = (keys: string, also?: ListedKeys) => {
    chooseKeys({ ...(also && { [also.id]: '' }), [id]: keys === usual ? undefined : keys })
    setWanted(undefined)
  }
  const record = (event: KeyboardEvent) => {
    if (!isRecording || event.key === 'Tab' || modifiers.includes(event.key)) return
    // Neither the page nor the palette may act on it.
    event.preventDefault()
    event.stopPropagation()
    onRecord(false)
    const keys = keysOf(event)
    if (keys === 'Escape' || keys === now) return
    if (keys === usual || !findConflict(groups, id, keys)) save(keys)
    else setWanted(keys)
  }
  return (
    <li className={styles.row} data-changed={chosen !== undefined || undefined}>
      <span className={styles.label}>{label}</span>
      {isFixed ? (
        <kbd title={texts.cannotBeChanged}>{formatKeys(usual)}</kbd>
      ) : (
        <Button
          size="small"
          className={styles.keys}
          aria-label={`${label}: ${isRecording ? texts.pressKeys : formatKeys(now) || 'none'}`}
          aria-pressed={isRecording}
          onClick={() => {
            setWanted(undefined)
            onRecord(!isRecording)
          }}
          onKeyDown={record}
          onBlur={() => isRecording && onRecord(false)}
        >
          {isRecording ? texts.pressKeysEllipsis : now === '' ? texts.none : <kbd>{formatKeys(now)}</kbd>}
        </Button>
      )}
      {chosen !== undefined && (
        <IconButton
          icon={RotateCcw}
          size="small"
          label={texts.resetTo(label, formatKeys(usual))}
          onClick={() => save(usual)}
        />
      )}
      {wanted !== undefined && taken && (
        <p role="alert" className={styles.conflict}>
          {formatKeys(wanted)} {texts.is}
          {taken.binding.label}” ({taken.group}).
          {!taken.binding.isFixed && (
            <Button size="small" onClick={() => save(wanted, taken.binding)}>
              {texts.reassign}
            </Button>
          )}
          <Button size="small" variant="quiet" onClick={() => setWanted(undefined)}>
            {texts.cancel}
          </Button>
        </p>
      )}
      {wanted === undefined && doubled && (
        <p className={styles.conflict}>{texts.also(doubled.binding.label, doubled.group)}</p>
      )}
    </li>
  )
}
