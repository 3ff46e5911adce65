import { Check } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { formatCount } from '../../shared/units.ts'
import { Icon } from '../components/icon.tsx'
import styles from './filter-menu.module.css'

/** Something that the library can be narrowed to. */
export interface FilterChoice {
  key: string
  words: string
  /** In place of the words, for the eye. */
  shown?: ReactNode
  count?: number | undefined
  isOn: boolean
  toggle(): void
}

/** More choices than this can be searched. */
const manyChoices = 9

/** Choices below each other with how many takes each would leave, and a field to search them where there are many. */
export function FilterList({ name, choices }: { name: string; choices: readonly FilterChoice[] }) {
  const [part, setPart] = useState('')
  const shown = choices.filter(({ words }) => words.toLowerCase().includes(part.trim().toLowerCase()))
  return (
    <>
      {choices.length > manyChoices && (
        <input
          type="text"
          className={styles.part}
          aria-label={`Search in ${name.toLowerCase()}`}
          placeholder={`Search in ${name.toLowerCase()}`}
          value={part}
          onChange={(event) => setPart(event.currentTarget.value)}
        />
      )}
      <ul className={styles.list} aria-label={name}>
        {shown.map(({ key, words, shown: face, count, isOn, toggle }) => (
          <li key={key}>
            <button
              type="button"
              aria-pressed={isOn}
              // A face is for the eye.
              aria-label={face === undefined ? undefined : [words, count].join(' ')}
              onClick={toggle}
              title={words}
            >
              <span className={styles.check}>{isOn && <Icon of={Check} size={14} />}</span>
              <span className={styles.words}>{face ?? words}</span>{' '}
              {count !== undefined && <span className={styles.number}>{formatCount(count)}</span>}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
