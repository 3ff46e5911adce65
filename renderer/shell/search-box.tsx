import { Popover } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter, useRouterState, useSearch } from '@tanstack/react-router'
import { Search, X } from 'lucide-react'
import { type ChangeEvent, type KeyboardEvent, type UIEvent, useId, useRef, useState } from 'react'
import { complete } from '../../shared/query/completion.ts'
import { parseImageQuery } from '../../shared/query/image-query.ts'
import { longestQuery, parseQuery } from '../../shared/query/parse-query.ts'
import type { QueryError } from '../../shared/query/query.ts'
import { Icon } from '../components/icon.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Shortcut } from '../components/shortcut.tsx'
import { focusTakes } from '../components/takes/focus-takes.ts'
import { filterOf, queryOf, withQuery } from '../components/takes/library-search.ts'
import { readNewest } from '../components/takes/newest-takes.ts'
import { useIsLibrary } from '../components/takes/open-take.ts'
import { useDebouncedText } from '../components/use-debounced-text.ts'
import { selectFirstSoon } from '../state/selection.ts'
import styles from './search-box.module.css'
import { SearchSuggestions } from './search-suggestions.tsx'
import { texts } from './texts.ts'
import { type Suggestion, useSearchSuggestions } from './use-search-suggestions.ts'

const searchId = 'search'

export function focusSearch(): void {
  const input = document.getElementById(searchId)
  if (input instanceof HTMLInputElement) {
    input.focus()
    input.select()
  }
}

/**
 * Searches the library in the language of docs/search.md, or the images on their page, with suggestions for fields and
 * their values. A text that is no query is marked where it is wrong, and the list stays that of the last query. From
 * other pages it opens the library.
 */
export function SearchBox() {
  const id = useId()
  const field = useSearchField()
  const { input, text, options, at, isOpen, isOfImages } = field
  const isSuggesting = isOpen && options.length > 0
  // A field whose value is about to be chosen is not wrong yet.
  const error = isSuggesting ? undefined : field.error
  return (
    <Popover
      opened={isOpen && (isSuggesting || error !== undefined)}
      position="bottom-start"
      width="target"
      withRoles={false}
      offset={4}
    >
      <Popover.Target>
        <search className={styles.box} data-wrong={error !== undefined || undefined}>
          <Icon of={Search} />
          <span className={styles.typing}>
            {error && <Mark text={text} error={error} scrolled={field.scrolled} />}
            <input
              ref={input}
              id={searchId}
              type="text"
              role="combobox"
              aria-label={isOfImages ? texts.searchImages : texts.searchTakes}
              aria-autocomplete="list"
              aria-expanded={isSuggesting}
              aria-controls={`${id}-list`}
              aria-activedescendant={at < 0 ? undefined : `${id}-${at}`}
              aria-invalid={error !== undefined}
              aria-describedby={error ? `${id}-error` : undefined}
              placeholder={texts.searchNamesPromptsTags}
              autoComplete="off"
              spellCheck={false}
              maxLength={longestQuery}
              value={text}
              onChange={field.onChange}
              onScroll={field.onScroll}
              onBlur={field.close}
              onKeyDown={field.onKeyDown}
            />
          </span>
          {text === '' ? (
            <span title={texts.openTheCommandPalette}>
              <Shortcut id="Anywhere: Mod+K" />
            </span>
          ) : (
            <IconButton size="small" icon={X} label={texts.clearTheSearch} onClick={field.clear} />
          )}
        </search>
      </Popover.Target>
      <Popover.Dropdown className={styles.below ?? ''}>
        {options.length > 0 && <SearchSuggestions id={id} options={options} at={at} onChoose={field.choose} />}
        {options.length === 0 && error && (
          <p id={`${id}-error`} role="status" className={styles.error}>
            {error.message}
          </p>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

/** Holds the text of the box, its suggestions, and which of them is highlighted. */
function useSearchField() {
  const input = useRef<HTMLInputElement>(null)
  const { text, type, clear, flush } = useDebouncedText(useSearch({ strict: false, select: queryOf }), useSearchFor())
  const isOfImages = useIsImages()
  const [caret, setCaret] = useState<number | null>(null)
  const [at, setAt] = useState(-1)
  const [scrolled, setScrolled] = useState(0)
  const { options, completion } = useSearchSuggestions(isOfImages ? 'image' : 'video', text, caret)
  const { error } = isOfImages ? parseImageQuery(text) : parseQuery(text)
  const put = (next: string, nextCaret: number | null) => {
    type(next)
    setCaret(nextCaret)
    setAt(-1)
  }
  const choose = (option: Suggestion) => {
    if (!completion) return
    const completed = complete(text, completion, option.value)
    put(completed.text, completed.caret)
    // After the new text is in the field.
    requestAnimationFrame(() => input.current?.setSelectionRange(completed.caret, completed.caret))
  }
  const search = () => {
    flush()
    if (error) return
    focusTakes()
    selectFirstSoon(text.trim())
  }
  const marked = options[at]
  const actions: Record<string, (() => void) | undefined> =
    options.length === 0
      ? { Escape: text === '' ? focusTakes : clear, Enter: search, ArrowDown: search }
      : {
          ArrowDown: () => setAt(at + 1 < options.length ? at + 1 : -1),
          ArrowUp: () => setAt(at < 0 ? options.length - 1 : at - 1),
          Tab: () => choose(marked ?? (options[0] as Suggestion)),
          Enter: marked ? () => choose(marked) : search,
          Escape: () => setCaret(null),
        }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const act = event.nativeEvent.isComposing || event.shiftKey ? undefined : actions[event.key]
    if (!act) return
    // Else the page would scroll, because the list has the focus by then.
    event.preventDefault()
    act()
  }
  const onChange = ({ currentTarget }: ChangeEvent<HTMLInputElement>) =>
    put(currentTarget.value, currentTarget.selectionStart)
  return {
    ...{ isOfImages, input, text, error, options, at, clear, choose, onChange, onKeyDown },
    isOpen: caret !== null,
    scrolled,
    onScroll: ({ currentTarget }: UIEvent<HTMLInputElement>) => setScrolled(currentTarget.scrollLeft),
    close: () => setCaret(null),
  }
}

/** Underlines the wrong part of the text, behind the field. */
function Mark({ text, error, scrolled }: { text: string; error: QueryError; scrolled: number }) {
  const end = Math.max(error.end, error.start + 1)
  return (
    <span className={styles.mark} aria-hidden>
      <span style={{ marginLeft: -scrolled }}>
        {text.slice(0, error.start)}
        <u>{text.slice(error.start, end) || ' '}</u>
      </span>
    </span>
  )
}

/** Returns whether the page of all images is open. */
function useIsImages(): boolean {
  return useRouterState({ select: (state) => state.location.pathname === '/images' })
}

const longestWaitMs = 100
const wait = (milliseconds: number) => new Promise<void>((resolve) => window.setTimeout(resolve, milliseconds))

function useSearchFor(): (text: string) => void {
  const navigate = useNavigate()
  const router = useRouter()
  const queryClient = useQueryClient()
  const isLibrary = useIsLibrary()
  const isImages = useIsImages()
  const newest = useRef<object>(null)
  return (text) => {
    if (isImages) {
      const query = text.trim() === '' ? undefined : text
      if (!parseImageQuery(text).error)
        void navigate({
          from: '/images',
          to: '/images',
          search: ({ by, order }) => ({ by, order, query }),
          replace: true,
        })
      return
    }
    if (parseQuery(text).error) return
    const { pathname, search } = router.state.location
    const turn = {}
    newest.current = turn
    // Errors are ignored here: the page fetches again and shows them.
    const answer = readNewest(queryClient, filterOf(withQuery(search, text))).catch(() => undefined)
    // The page is drawn once, for the new address and its takes, unless they take long.
    void Promise.race([answer, wait(longestWaitMs)]).then(() => {
      const { location } = router.state
      if (newest.current !== turn || location.pathname !== pathname) return
      // A search in the library replaces the history entry, so that typing does not add one for each letter.
      void navigate({ to: '/', search: withQuery(location.search, text), replace: isLibrary })
    })
  }
}
