import { formatCount } from '../../../shared/units.ts'
import { texts } from './texts.ts'
import type { Suggestion } from './use-suggestions.ts'

interface TagSuggestionsProps {
  /** Prefix of the ids of the list and its options. */
  id: string
  options: readonly Suggestion[]
  /** Index of the highlighted option; -1 for none. */
  at: number
  onPut(option: Suggestion): void
}

/** Suggestions below the field, which keeps the focus and handles the keys. */
export function TagSuggestions({ id, options, at, onPut }: TagSuggestionsProps) {
  return (
    <div id={`${id}-list`} role="listbox" aria-label={texts.existingTags}>
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field keeps the focus and handles the keys
        <div
          key={option.tag}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPut(option)}
        >
          <span>{option.tag}</span>{' '}
          <small>{option.count === undefined ? texts.newTag : formatCount(option.count)}</small>
        </div>
      ))}
    </div>
  )
}
