import { Star } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { ratings } from '../../shared/tags.ts'
import { starWords } from './rating-words.ts'
import styles from './stars.module.css'

interface StarControlProps {
  /** What all have at least, and what one of them has at most; null for none. */
  least: number | null
  most: number | null
  /** What is to be said of takes that differ. */
  words?: string | undefined
  onRate(rating: number | null): void
}

/** Five stars to press; the one that stands takes the rating away. Arrow keys go from star to star. */
export function StarControl({ least, most, words, onRate }: StarControlProps) {
  const current = least === most ? least : null
  return (
    <div className={styles.row}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is laid out by its legend */}
      <span className={styles.control} role="group" aria-label="Rating">
        {ratings.map((star) => (
          <button
            key={star}
            type="button"
            aria-label={starWords(star)}
            aria-pressed={star === current}
            title={star === current ? 'Take the rating away (0)' : `${starWords(star)} (${star})`}
            tabIndex={star === (current ?? 1) ? 0 : -1}
            data-star={star <= (least ?? 0) ? 'all' : star <= (most ?? 0) ? 'some' : undefined}
            onClick={() => onRate(star === current ? null : star)}
            onKeyDown={moveStar}
          >
            <Star size={15} aria-hidden focusable={false} />
          </button>
        ))}
      </span>
      {words && <span className={styles.words}>{words}</span>}
    </div>
  )
}

function moveStar(event: KeyboardEvent<HTMLButtonElement>): void {
  const { currentTarget: star, key } = event
  const next = { ArrowRight: star.nextElementSibling, ArrowLeft: star.previousElementSibling }[key]
  if (!(next instanceof HTMLElement)) return
  event.preventDefault()
  event.stopPropagation()
  next.focus()
}
