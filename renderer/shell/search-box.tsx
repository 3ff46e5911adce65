import { useNavigate, useSearch } from '@tanstack/react-router'
import { Search, X } from 'lucide-react'
import { Icon } from '../components/icon.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { formatKeys } from '../components/keys.ts'
import { focusTakes } from '../components/takes/focus-takes.ts'
import { type LibrarySearch, libraryPart } from '../components/takes/library-search.ts'
import { useIsLibrary } from '../components/takes/open-take.ts'
import { useDebouncedText } from '../components/use-debounced-text.ts'
import { selectFirstSoon } from '../state/selection.ts'
import styles from './search-box.module.css'

const searchId = 'search'

export function focusSearch(): void {
  const input = document.getElementById(searchId)
  if (input instanceof HTMLInputElement) {
    input.focus()
    input.select()
  }
}

/**
 * Searches the library for takes in which every word is the beginning of a word in the name, file, prompt, workflow or
 * tags. From other pages it opens the library.
 */
export function SearchBox() {
  const q = useSearch({ strict: false, select: ({ search = '' }: LibrarySearch) => search })
  const { text, type, clear, flush } = useDebouncedText(q, useSearchFor())
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
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text !== '') clear()
          else if (event.key === 'Escape') focusTakes()
          else if (event.key === 'Enter' || event.key === 'ArrowDown') {
            // Else the page would scroll, because the list has the focus by then.
            event.preventDefault()
            flush()
            focusTakes()
            selectFirstSoon(text)
          }
        }}
      />
      {text === '' ? (
        <kbd title="Open the command palette">{formatKeys('Mod+K')}</kbd>
      ) : (
        <IconButton size="small" icon={X} label="Clear the search" onClick={clear} />
      )}
    </search>
  )
}

function useSearchFor(): (text: string) => void {
  const navigate = useNavigate()
  const isLibrary = useIsLibrary()
  // A search in the library replaces the history entry, so that typing does not add one for each letter.
  return (text) =>
    void navigate({
      to: '/',
      search: (now: LibrarySearch) => ({ ...libraryPart(now), search: text || undefined }),
      replace: isLibrary,
    })
}
