import { Ban, Check } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { formatCount } from '../../shared/units.ts'
import { Button } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import { IconButton } from '../components/icon-button.tsx'
import styles from './filter-menu.module.css'
import { texts } from './texts.ts'

/** A value that the library can be filtered by. */
export interface FilterChoice {
  key: string
  words: string
  /** Visible label, if it differs from `words`. */
  shown?: ReactNode
  count?: number | undefined
  isOn: boolean
  toggle(): void
  /** True if takes with the value are left out; undefined if they cannot be. */
  isExcluded?: boolean
  exclude?(): void
}

/** Longer lists get a search field. */
const manyChoices = 9

/** A list of values, each with the number of takes that it would leave; long lists have a search field. */
export function FilterList({ name, choices }: { name: string; choices: readonly FilterChoice[] }) {
  const [part, setPart] = useState('')
  const shown = choices.filter(({ words }) => words.toLowerCase().includes(part.trim().toLowerCase()))
  return (
    <>
      {choices.length > manyChoices && (
        <input
          type="text"
          className={styles.part}
          aria-label={texts.searchIn(name.toLowerCase())}
          placeholder={texts.searchIn(name.toLowerCase())}
          value={part}
          onChange={(event) => setPart(event.currentTarget.value)}
        />
      )}
      <ul className={styles.list} aria-label={name}>
        {shown.map(({ key, words, shown: face, count, isOn, toggle, isExcluded, exclude }) => (
          <li key={key} data-excluded={isExcluded || undefined}>
            <Button
              variant="row"
              aria-pressed={isOn}
              // A visible label may be a picture, so the text is read instead.
              aria-label={face === undefined ? undefined : [words, count].join(' ')}
              onClick={toggle}
              title={words}
            >
              <span className={styles.check}>{isOn && <Icon of={Check} size={14} />}</span>
              <span className={styles.words}>{face ?? words}</span>{' '}
              {count !== undefined && <span className={styles.number}>{formatCount(count)}</span>}
            </Button>
            {exclude && (
              <IconButton
                size="small"
                icon={Ban}
                label={isExcluded ? texts.stopExcluding(words) : texts.exclude(words)}
                onClick={exclude}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
