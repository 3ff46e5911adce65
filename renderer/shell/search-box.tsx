import { useDebouncedCallback } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Icon } from '../components/icon.tsx'
import { formatKeys } from '../components/keys.ts'
import { type LibrarySearch, libraryPart, useIsLibrary } from '../library/filter.ts'
import { focusTakes } from '../library/focus-takes.ts'
import styles from './search-box.module.css'

const searchId = 'search'

export function focusSearch(): void {
  const input = document.getElementById(searchId)
  if (input instanceof HTMLInputElement) {
    input.focus()
    input.select()
  }
}

/** Narrows the library to takes in whose name, file, prompt, workflow or tags all words begin; leads there from other pages. */
export function SearchBox() {
  const q = useSearch({ strict: false, select: ({ search = '' }: LibrarySearch) => search })
  const [text, setText] = useState(q)
  const search = useSearchFor()
  const sent = useRef(q)
  // The address may change by itself: back, forward, or a link.
  useEffect(() => {
    if (q === sent.current) return
    sent.current = q
    setText(q)
  }, [q])
  const sendSoon = useDebouncedCallback((value: string) => {
    sent.current = value
    search(value)
  }, 160)
  const clear = () => {
    sendSoon.cancel()
    setText('')
    sent.current = ''
    search('')
  }
  return (
    <search className={styles.box}>
      <Icon of={Search} />
      <input
        id={searchId}
        type="text"
        aria-label="Search takes"
        placeholder="Search names, prompts, tags, workflows"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          sendSoon(event.currentTarget.value)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text !== '') clear()
          else if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') focusTakes()
        }}
      />
      {text === '' ? (
        <kbd title="The command palette">{formatKeys('Mod+K')}</kbd>
      ) : (
        <button type="button" aria-label="Clear the search" onClick={clear}>
          <Icon of={X} size={14} />
        </button>
      )}
    </search>
  )
}

function useSearchFor(): (text: string) => void {
  const navigate = useNavigate()
  const isLibrary = useIsLibrary()
  // Typing on is one step back, not one for each letter.
  return (text) =>
    void navigate({
      to: '/',
      search: (now: LibrarySearch) => ({ ...libraryPart(now), search: text || undefined }),
      replace: isLibrary,
    })
}
