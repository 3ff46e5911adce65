import { formatCount } from '../../shared/units.ts'
import styles from './search-box.module.css'
import { texts } from './texts.ts'
import type { Suggestion } from './use-search-suggestions.ts'

interface SearchSuggestionsProps {
  /** Prefix of the ids of the list and its options. */
  id: string
  options: readonly Suggestion[]
  /** Index of the highlighted option; -1 for none. */
  at: number
  onChoose(option: Suggestion): void
}

/** Suggestions below the search box, which keeps the focus and handles the keys. */
export function SearchSuggestions({ id, options, at, onChoose }: SearchSuggestionsProps) {
  return (
    <div id={`${id}-list`} role="listbox" aria-label={texts.suggestions} className={styles.options}>
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field keeps the focus and handles the keys
        <div
          key={option.value}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(option)}
        >
          <span>{option.words}</span>{' '}
          {option.hint !== undefined && (
            <small>{typeof option.hint === 'number' ? formatCount(option.hint) : option.hint}</small>
          )}
        </div>
      ))}
    </div>
  )
}
