import { Popover } from '@mantine/core'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { cleanTag, isTag, longestTag, tagKey } from '../../../shared/tags.ts'
import { useTagging } from '../../state/tagging.ts'
import { focusTakes } from '../takes/focus-takes.ts'
import styles from './tag-field.module.css'
import { TagSuggestions } from './tag-suggestions.tsx'
import { texts } from './texts.ts'
import { type Suggestion, useSuggestions } from './use-suggestions.ts'

/** Maximum number of tags in a call. */
const mostPasted = 100

interface TagInputProps {
  isFirst: boolean
  /** Keys of tags that are not suggested. */
  without: ReadonlySet<string>
  onAdd(tags: string[]): void
  onRemoveLast: (() => void) | undefined
}

/**
 * A field to add a tag, with suggestions. Enter or a comma adds the highlighted tag, arrows highlight another one,
 * Backspace in the empty field removes the last tag, and Esc or Enter in the empty field returns the focus to the
 * takes.
 */
export function TagInput({ isFirst, without, onAdd, onRemoveLast }: TagInputProps) {
  const id = useId()
  const input = useFocusAsked()
  const [text, setText] = useState('')
  const [hasFocus, setFocus] = useState(false)
  const [marked, setMarked] = useState<number | null>(null)
  const options = useSuggestions(text, without, hasFocus)
  // Enter adds the typed text, which is the first option. Without a text, no option is highlighted until an arrow is
  // pressed.
  const at = Math.min(marked ?? (text.trim() === '' ? -1 : 0), options.length - 1)
  const put = (option: Suggestion | undefined) => {
    setText('')
    setMarked(null)
    if (option) onAdd([option.tag])
  }
  const leave = () => {
    input.current?.blur()
    focusTakes()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // The field handles every key; during composition, keys belong to the input method.
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    const act = {
      Enter: () => (at < 0 && text.trim() === '' ? leave() : put(options[at])),
      ',': () => put(options[at]),
      Escape: () => (text === '' ? leave() : put(undefined)),
      ArrowDown: () => setMarked(at + 1 < options.length ? at + 1 : 0),
      ArrowUp: () => setMarked(at > 0 ? at - 1 : options.length - 1),
      Backspace: text === '' ? onRemoveLast : undefined,
    }[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  return (
    <Popover opened={hasFocus && options.length > 0} position="bottom-start" width={232} withRoles={false} offset={4}>
      <Popover.Target>
        <span className={styles.typing}>
          <input
            ref={input}
            type="text"
            className={styles.input}
            role="combobox"
            aria-label={texts.addATag}
            aria-autocomplete="list"
            aria-expanded={hasFocus && options.length > 0}
            aria-controls={`${id}-list`}
            aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
            placeholder={isFirst ? texts.addTags : texts.add}
            autoComplete="off"
            spellCheck={false}
            maxLength={longestTag}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value)
              setMarked(null)
            }}
            onPaste={(event) => {
              const pasted = tagsOf(event.clipboardData.getData('text'))
              if (pasted.length < 2) return
              event.preventDefault()
              onAdd(pasted)
            }}
            onFocus={() => setFocus(true)}
            onBlur={() => setFocus(false)}
            onKeyDown={onKeyDown}
          />
          {!hasFocus && <kbd>T</kbd>}
        </span>
      </Popover.Target>
      <Popover.Dropdown className={styles.suggestions ?? ''}>
        <TagSuggestions id={id} options={options} at={at} onPut={put} />
      </Popover.Dropdown>
    </Popover>
  )
}

/** Returns the tags in a pasted list, separated by commas, semicolons or lines. */
function tagsOf(text: string): string[] {
  const tags = text
    .split(/[,;\n]/)
    .filter(isTag)
    .map(cleanTag)
  return [...new Map(tags.map((tag) => [tagKey(tag), tag])).values()].slice(0, mostPasted)
}

/** Focuses the field after `startTagging`. */
function useFocusAsked() {
  const input = useRef<HTMLInputElement>(null)
  const isAsked = useTagging((tagging) => tagging.isAsked)
  useEffect(() => {
    if (!isAsked) return
    useTagging.setState({ isAsked: false })
    input.current?.focus()
  }, [isAsked])
  return input
}
