import { Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import styles from './toolbar.module.css'
import { useDebouncedText } from './use-debounced-text.ts'

interface ToolbarProps {
  title?: string | undefined
  /** Count of the items, and of those that are selected. */
  words?: string
  /** Link back, before the title. */
  before?: ReactNode
  /** Draws a line below, for views with a graph. */
  hasLine?: boolean
  children?: ReactNode
}

/** The toolbar of a view: title, counts, filters and actions. */
export function Toolbar({ title, words, before, hasLine, children }: ToolbarProps) {
  return (
    <header className={styles.bar} data-line={hasLine || undefined}>
      {before}
      {title !== undefined && <h1>{title}</h1>}
      {words !== undefined && <span role="status">{words}</span>}
      {children}
    </header>
  )
}

interface FilterFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
}

/** A filter by a text. */
export function TextFilter({ label, value, onChange }: FilterFieldProps) {
  const { text, type } = useDebouncedText(value, onChange)
  return (
    <label className={styles.search}>
      <Icon of={Search} size={14} />
      <input
        type="text"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        maxLength={1000}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text !== '') type('')
        }}
      />
    </label>
  )
}

interface ChoiceFilterProps extends FilterFieldProps {
  /** Value in the address and label of each choice. The first means no filter. */
  choices: readonly (readonly [value: string, words: string])[]
}

/** A filter with a few fixed choices. */
export function ChoiceFilter({ label, value, choices, onChange }: ChoiceFilterProps) {
  return (
    <select
      className={styles.choice}
      aria-label={label}
      value={value}
      data-set={value !== '' || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {choices.map(([choice, words]) => (
        <option key={choice} value={choice}>
          {words}
        </option>
      ))}
    </select>
  )
}
